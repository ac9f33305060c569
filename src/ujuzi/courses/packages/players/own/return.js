// A unit has ended and sent its window here: the hub's page around it, if there is one, is told to go on.
if (window.parent !== window) window.parent.postMessage({ ujuzi: "ended" }, "*");
