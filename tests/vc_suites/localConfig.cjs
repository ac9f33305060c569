// Where the suites find our adapter (tests/vc_api); run.sh copies this file into each.
const base = process.env.BASE_URL, id = process.env.ISSUER_DID;
const tags = ["vc2.0", "eddsa-rdfc-2022", "BitstringStatusList", "localhost"];
const supports = { vc: ["1.1", "2.0"] };
const issue = process.env.WITH_STATUS ? `${base}/with-status/credentials/issue` : `${base}/credentials/issue`;
module.exports = {
  settings: { enableInteropTests: false, testAllImplementations: false },
  implementations: [{
    name: "Ujuzi", implementation: "Ujuzi",
    issuers: [{ id, endpoint: issue, tags, supports }],
    verifiers: [{ id, endpoint: `${base}/credentials/verify`, tags, supports }],
    vpVerifiers: [{ id, endpoint: `${base}/presentations/verify`, tags, supports }],
  }],
};
