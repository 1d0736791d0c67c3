// What a page does beyond being read. Everything works without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var find = function (selector) { return document.querySelector(selector); };
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var store = function (area, key, value) {
    try {
      if (value === undefined) return window[area].getItem(key);
      if (value === "") window[area].removeItem(key); else window[area].setItem(key, value);
    } catch (e) { /* no storage: nothing is kept */ }
    return null;
  };

  // Colours: the system's, light or dark.
  var choice = find(".theme select");
  if (choice) {
    choice.value = root.dataset.theme || "";
    choice.addEventListener("change", function () {
      if (choice.value) root.dataset.theme = choice.value; else delete root.dataset.theme;
      store("localStorage", "sprintbook-theme", choice.value);
    });
  }

  // The menu on a phone: without this script its button is a link to it.
  var nav = find(".sidebar"), button = find(".menu-button"), close = find(".menu-close");
  if (nav && button && close) {
    var show = function (open) {
      nav.classList.toggle("shown", open);
      root.classList.toggle("menu-open", open);
      button.setAttribute("aria-expanded", open);
      (open ? close : button).focus();
    };
    [button, close].forEach(function (link) {
      link.setAttribute("role", "button");
      link.addEventListener("click", function (event) { event.preventDefault(); show(link === button); });
      link.addEventListener("keydown", function (event) {
        if (event.key === " ") { event.preventDefault(); link.click(); }
      });
    });
    button.setAttribute("aria-expanded", "false");
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && nav.classList.contains("shown")) show(false);
    });
    // The sidebar stays where it was from page to page.
    var top = store("sessionStorage", "sprintbook-nav");
    if (top) nav.scrollTop = +top;
    var here = nav.querySelector("[aria-current]");
    if (here) {
      var box = here.getBoundingClientRect(), frame = nav.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 3;
    }
    window.addEventListener("pagehide", function () { store("sessionStorage", "sprintbook-nav", String(nav.scrollTop)); });
  }

  // Contents: where the reader is.
  var links = {}, current;
  all(".contents a").forEach(function (link) { links[decodeURIComponent(link.hash.slice(1))] = link; });
  var headings = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
  var spy = function () {
    var seen = headings[0];
    headings.forEach(function (heading) { if (heading.getBoundingClientRect().top < 120) seen = heading; });
    var link = seen && links[seen.id];
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "true");
    current = link;
  };
  if (headings.length) {
    var waiting = false;
    window.addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; spy(); });
    }, { passive: true });
    spy();
  }
  var bar = find(".contents-bar");
  if (bar) bar.addEventListener("click", function (event) { if (event.target.closest("a")) bar.open = false; });

  // Addresses to copy, where the browser lets a page do so.
  if (navigator.clipboard) all("[data-copy]").forEach(function (button) {
    var word = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        button.textContent = "Copied";
        setTimeout(function () { button.textContent = word; }, 2000);
      }, function () { /* not allowed: the address stands beside the button */ });
    });
  });

  // The reader's day.
  var now = new Date();
  var today = now.getFullYear() + "-" + ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
  all('[data-date="' + today + '"]').forEach(function (day) {
    var word = document.createElement("strong");
    word.className = "today-word";
    word.textContent = "Today";
    day.classList.add("today");
    var time = day.querySelector("time");
    if (time) time.parentNode.insertBefore(word, time.nextSibling);
  });
  all("[data-due]").forEach(function (item) {
    if (item.closest(".body")) return;
    var due = item.dataset.due, late = due < today;
    if (due > today) return;
    var word = document.createElement("strong");
    word.className = "state";
    word.textContent = !late ? "Due today" : item.classList.contains("decision-card") ? "Overdue" : "Late";
    item.classList.add(late ? "late" : "due-today");
    var beside = item.querySelector(".due") || item.querySelector("time");
    if (beside) beside.parentNode.insertBefore(word, beside.nextSibling); else item.appendChild(word);
  });

  // The same in the text of a document: behind the words of a box, beside the state of a row or decision.
  all(".body [data-due]").forEach(function (due) {
    if (due.dataset.due > today) return;
    var word = document.createElement("strong"), decision = due.classList.contains("decision-line");
    var late = due.dataset.due < today;
    word.className = late ? "state late" : "state due-today";
    word.textContent = !late ? "Due today" : decision ? "Overdue" : "Late";
    var mark = due.querySelector(decision ? ".state" : ".box"), cells = due.cells;
    var place = mark ? mark.parentNode : due.querySelector(".of-state") || (cells && cells[cells.length - 1]) || due;
    var before = decision ? mark && mark.nextSibling : place.querySelector(":scope > .aside, :scope > ul, :scope > ol, :scope > p");
    place.insertBefore(document.createTextNode(" "), before);
    place.insertBefore(word, before);
  });
})();
