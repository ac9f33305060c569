// A page of an exported course: speaks cmi5 with the platform that opened it, and grades its quiz.
(function () {
  "use strict";
  var asked = new URLSearchParams(location.search);
  var words = JSON.parse(document.getElementById("words").textContent);
  var key = JSON.parse(document.getElementById("key").textContent);
  var told = document.getElementById("told");
  var began = Date.now(), token, data, ended = false;
  var C = "https://w3id.org/xapi/cmi5/context/categories/", V = "http://adlnet.gov/expapi/verbs/";

  function tell(text) { told.textContent = text; }

  function call(method, resource, query, body) {
    var base = asked.get("endpoint").replace(/\/*$/, "/");
    return fetch(base + resource + "?" + new URLSearchParams(query), {
      method: method, body: body && JSON.stringify(body),
      headers: { Authorization: "Basic " + token, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" },
    }).then(function (answer) {
      if (!answer.ok && answer.status !== 404) throw new Error(resource + " " + answer.status);
      return answer;
    });
  }

  function id() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, function (one, place) {
      return ([4, 6, 8, 10].indexOf(place) >= 0 ? "-" : "") + (one + 256).toString(16).slice(1);
    }).join("");
  }

  function say(verb, result) {
    var moves = ["passed", "failed", "completed"].indexOf(verb) >= 0;
    var context = JSON.parse(JSON.stringify(data.contextTemplate));
    context.registration = asked.get("registration");
    context.contextActivities = context.contextActivities || {};
    context.contextActivities.category = [{ id: C + "cmi5" }].concat(moves ? [{ id: C + "moveon" }] : []);
    if (verb !== "initialized") result = Object.assign({ duration: "PT" + Math.max(1, Math.round((Date.now() - began) / 1000)) + "S" }, result);
    var statement = {
      id: id(), timestamp: new Date().toISOString(), actor: JSON.parse(asked.get("actor")), verb: { id: V + verb, display: { en: verb } },
      object: { objectType: "Activity", id: asked.get("activityId") }, context: context,
    };
    if (result) statement.result = result;
    return call("PUT", "statements", { statementId: statement.id }, statement);
  }

  async function start() {
    if (!asked.get("fetch")) return;
    var answer = await (await fetch(asked.get("fetch"), { method: "POST" })).json();
    token = answer["auth-token"];
    data = await (await call("GET", "activities/state", {
      stateId: "LMS.LaunchData", activityId: asked.get("activityId"), agent: asked.get("actor"), registration: asked.get("registration"),
    })).json();
    await call("GET", "agents/profile", { profileId: "cmi5LearnerPreferences", agent: asked.get("actor") });
    await say("initialized");
  }
  var ready = start();
  ready.catch(function () { tell(words.broke); });

  async function finish(judged) {
    await ready;
    if (!data) return tell(words.alone);
    if (ended) return;
    if (data.launchMode === "Normal") {
      for (var one of judged) await say(one[0], one[1]);
    }
    await say("terminated");
    ended = true;
    tell(words.kept);
  }

  function leave() {
    if (ended && data.returnURL) location.href = data.returnURL;
  }

  var done = document.getElementById("done");
  if (done) done.addEventListener("click", function () {
    finish([["completed", { completion: true }]]).then(leave).catch(function () { tell(words.broke); });
  });

  function plain(text) { return String(text).normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ").replace(/[.。!?！？]+$/, ""); }
  function number(text) {
    var latin = String(text).replace(/[٠-٩]/g, function (d) { return d.charCodeAt(0) - 1632; }).replace(/[۰-۹]/g, function (d) { return d.charCodeAt(0) - 1776; });
    var meant = latin.replace(/[\s\u00a0']/g, "").replace("٫", ".").replace(/,(?=\d{1,2}$)/, ".").replace(/,/g, "");
    return meant === "" ? NaN : Number(meant);
  }
  function fields(name) { return Array.prototype.slice.call(document.getElementById("quiz").elements).filter(function (one) { return one.name === name || one.name.indexOf(name + ".") === 0; }); }
  function same(accepted, said) { return (accepted || []).some(function (one) { return plain(one) === plain(said); }); }

  // The share of a question that is right, and what to say to what was chosen.
  function grade(name, item) {
    var given = fields("q." + name), share = 0, feedback = [];
    if (item.options) {
      var ticked = given.filter(function (one) { return one.checked; }).map(function (one) { return Number(one.value); });
      var right = item.options.filter(function (one) { return one.right; }).length, hits = 0, misses = 0;
      ticked.forEach(function (place) {
        if (item.options[place].right) hits += 1; else misses += 1;
        if (item.options[place].feedback) feedback.push(item.options[place].feedback);
      });
      share = item.type === "single" ? Number(hits === 1 && misses === 0) : Math.max(0, hits - misses) / right;
    } else if (item.type === "true-false") {
      share = Number(given.some(function (one) { return one.checked && (one.value === "1") === Boolean(item.truth); }));
    } else if (item.type === "number") {
      var said = number(given[0].value);
      share = Number(said >= Number(item.low) && said <= Number(item.high));
    } else if (item.type === "text") {
      share = Number(same(item.accepted, given[0].value));
    } else if (item.type === "gap") {
      share = item.gaps.filter(function (wordsOf, place) { return given[place] && same(wordsOf, given[place].value); }).length / item.gaps.length;
    } else if (item.type === "ordering") {
      var places = given.map(function (one) { return Number(one.name.split(".").pop()); });
      var at = {};
      given.forEach(function (one, place) { at[Number(one.value)] = places[place]; });
      var pairs = item.steps.length - 1, good = 0;
      for (var step = 1; step <= pairs; step += 1) if (at[step] !== undefined && at[step + 1] === at[step] + 1) good += 1;
      share = pairs ? good / pairs : 1;
    } else if (item.type === "matching") {
      var sides = item.pairs.map(function (pair) { return pair[1]; }).concat(item.extras || []);
      share = given.filter(function (one) {
        var place = Number(one.name.split(".").pop());
        return one.value !== "" && sides[Number(one.value)] === item.pairs[place][1];
      }).length / item.pairs.length;
    }
    if (share < 1 && !feedback.length && item.feedback) feedback.push(item.feedback);
    return { share: share, feedback: feedback };
  }

  var quiz = document.getElementById("quiz");
  if (quiz) quiz.addEventListener("submit", function (event) {
    event.preventDefault();
    var names = Object.keys(key), total = 0;
    names.forEach(function (name) {
      var found = grade(name, key[name]);
      total += found.share;
      var place = document.getElementById("q." + name).querySelector(".answered");
      place.innerHTML = "<p><b class=\"" + (found.share >= 1 ? "good" : "mind") + "\"></b></p>" + found.feedback.join("") + (key[name].why || "");
      place.querySelector("b").textContent = found.share >= 1 ? words.right : words.wrong;
    });
    var scaled = names.length ? Math.round((total / names.length) * 10000) / 10000 : 1;
    var score = { scaled: scaled };
    var least = data && data.masteryScore;
    var judged = least === undefined || least === null ? [["completed", { completion: true }]]
      : scaled >= least ? [["passed", { success: true, score: score }], ["completed", { completion: true }]] : [["failed", { success: false, score: score }]];
    finish(judged).then(function () {
      var percent = Math.round(scaled * 100) + " %";
      tell(percent + (ended && judged[0][0] === "failed" ? " " + words.again : ended ? " " + words.kept : data ? "" : " " + words.alone));
      told.focus();
    }).catch(function () { tell(words.broke); });
  });
})();
