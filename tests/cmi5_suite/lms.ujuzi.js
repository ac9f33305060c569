// Ujuzi as the LMS of CATAPULT's test suite for cmi5 (github.com/adlnet/CATAPULT, folder lts). See docs/courses.md.
const {spawn} = require("child_process"),
    fs = require("fs"),
    os = require("os"),
    path = require("path"),
    readline = require("readline"),
    {pipeline} = require("stream/promises"),
    {InvalidPackageError} = require(path.join(process.cwd(), "lib/errors"));

// What the suite asks for that is no web page of a learner's is done by door.py beside the running hub, with the hub's own code.
let door, lines, known;

const ask = async (what) => {
    door.stdin.write(`${JSON.stringify(what)}\n`);
    const {value, done} = await lines.next();
    if (done) {
        throw new Error("the door is closed; see its errors above");
    }
    const answer = JSON.parse(value);
    if (answer.refused) {
        throw new InvalidPackageError(answer.refused);
    }
    if (answer.error) {
        throw new Error(answer.error);
    }
    return answer;
};

module.exports = {
    setup: async () => {
        door = spawn(process.env.UJUZI_PYTHON, [path.join(__dirname, "door.py")], {stdio: ["pipe", "pipe", "inherit"]});
        lines = readline.createInterface({input: door.stdout})[Symbol.asyncIterator]();
        known = await ask({do: "key"});
    },
    teardown: async () => {
        door.stdin.end();
    },
    getLrsEndpoint: () => known.endpoint,
    getLrsAuthHeader: () => known.authorization,
    importCourse: async (stream, contentType, filename) => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ujuzi-cmi5-")),
            file = path.join(folder, filename);
        await pipeline(stream, fs.createWriteStream(file));
        try {
            return (await ask({do: "import", file, filename})).course;
        }
        finally {
            fs.rmSync(folder, {recursive: true});
        }
    },
    getLaunchUrl: async (course, index, actor, {registration, launchMode}) =>
        (await ask({do: "launch", course, index, learner: actor.account.name, registration, mode: launchMode})).url,
    cleanup: async () => {
        await ask({do: "clean"});
    },
    hasWaive: () => true,
    waiveAU: async (registration, index, reason) => {
        await ask({do: "waive", registration, index, reason});
    },
    hasAbandon: () => true,
    abandonSession: async (session) => {
        await ask({do: "abandon", session});
    }
};
