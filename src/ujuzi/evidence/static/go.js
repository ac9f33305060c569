// Sends the page's form at once; without scripting its button does.
document.getElementById("go").submit();
