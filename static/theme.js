// Runs before the first paint: the colours that the reader chose on this device, if any.
(function (root) {
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("sprintbook-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (e) { /* no storage: the system's colours */ }
})(document.documentElement);
