// A partner's part says that it has ended: leave its page, as if “Close” had been pressed.
const frame = document.querySelector("iframe.package");
window.addEventListener("message", (event) => {
  if (frame && event.source === frame.contentWindow && event.data && event.data.ujuzi === "ended") {
    document.getElementById("close").click();
  }
});
