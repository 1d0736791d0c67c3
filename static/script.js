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
  var word = function (time, text, name, otherwise) {
    var mark = document.createElement("strong");
    mark.className = name;
    mark.textContent = text;
    if (!time && otherwise) otherwise.appendChild(mark);
    if (!time) return;
    time.parentNode.insertBefore(mark, time.nextSibling);
    time.parentNode.insertBefore(document.createTextNode(" "), mark);
  };
  all('[data-date="' + today + '"]').forEach(function (day) {
    day.classList.add("today");
    word(day.querySelector("time"), "Today", "today-word");
  });
  // What is open and was to be done or decided before: beside its day; in the text of a document behind the words of a
  // box, or beside the state of a row or decision.
  all("[data-due]").forEach(function (item) {
    if (item.dataset.due > today) return;
    var late = item.dataset.due < today, decision = item.matches(".decision-card, .decision-line");
    var says = !late ? "Due today" : decision ? "Overdue" : "Late", name = late ? "state late" : "state due-today";
    if (!item.closest(".body")) {
      item.classList.add(late ? "late" : "due-today");
      var day = item.matches(".task") && item.querySelector(".due");
      word(day ? null : item.querySelector(".due") || item.querySelector("time"), says, name, day || item);
      return;
    }
    var cells = item.cells, state = decision && item.querySelector(".state"), box = item.querySelector(".box");
    if (state) word(state, says, name);
    else if (cells) word(null, says, name, item.querySelector(".of-state") || cells[cells.length - 1]);
    else if (box) {
      var text = box.parentNode, before = text.querySelector(":scope > .aside, :scope > ul, :scope > ol, :scope > p");
      word(box, says, name);
      var mark = box.nextElementSibling;
      [" ", mark, " "].forEach(function (part) { text.insertBefore(part.nodeType ? part : document.createTextNode(part), before); });
    }
  });
  // Spans of days in tables: past, now, the next one.
  all("tbody").forEach(function (body) {
    var rows = Array.prototype.slice.call(body.rows).filter(function (row) { return row.dataset.from; });
    var next = rows.map(function (row) { return row.dataset.from; }).filter(function (from) { return from > today; }).sort()[0];
    rows.forEach(function (row) {
      var from = row.dataset.from, to = row.dataset.to, time = row.querySelector("time");
      if (from === next) word(time, "Next", "span-word");
      else if (to && to < today) word(time, "Past", "span-word");
      else if (to && from <= today) { row.classList.add("is-now"); word(time, "Now", "span-word"); }
    });
  });
  // Days of a sprint are counted as its documents count them.
  var step = function (day, days) { return new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10); };
  all(".day-counter").forEach(function (counter) {
    var span = counter.dataset, count = function (until) {
      for (var day = span.from, number = 0; day <= until; day = step(day, 1)) if (works(day)) number++;
      return number;
    };
    var works = function (day) {
      return span.working === undefined || new Date(day).getUTCDay() % 6 !== 0 && span.off.split(" ").indexOf(day) < 0;
    };
    var number = "Day " + count(today < span.to ? today : span.to) + " of " + count(span.to);
    var left = (Date.parse(span.from) - Date.parse(today)) / 864e5;
    counter.textContent = left > 0 ? "Begins in " + left + (left === 1 ? " day" : " days")
      : today > span.to ? "Over" : works(today) ? number : "Day off, after " + number;
  });
  // Of events, those that come next.
  all("ol[data-next]").forEach(function (list) {
    var coming = Array.prototype.filter.call(list.children, function (item) { return item.dataset.date >= today; });
    if (!coming.length) return;
    Array.prototype.forEach.call(list.children, function (item) {
      var at = coming.indexOf(item);
      item.hidden = at < 0 || at >= list.dataset.next;
    });
    var heading = list.parentNode.querySelector("[data-next]");
    heading.textContent = heading.dataset.next;
  });
  // To today, or the next day on which something is: in the months where they are shown, else in the agenda.
  var jump = find(".to-today"), later = function () {
    return all(".months td[data-date], .agenda-day").filter(function (day) {
      return day.dataset.date >= today && day.offsetParent;
    })[0];
  };
  if (jump && later()) {
    jump.hidden = false;
    if (later().dataset.date !== today) jump.textContent = "Next entries";
    jump.addEventListener("click", function (event) {
      event.preventDefault();
      var day = later();
      if (!day) return;
      day.tabIndex = -1;
      day.focus({ preventScroll: true });
      day.scrollIntoView({ block: "center" });
    });
  }
  // Today on a timeline.
  all("svg .now").forEach(function (line) {
    var span = line.dataset;
    if (today < span.first || today > span.last) return;
    var days = (Date.parse(today) - Date.parse(span.first)) / 864e5 + 0.5;
    line.setAttribute("transform", "translate(" + (+span.left + days * span.day) + " 0)");
    line.classList.add("shown");
    var frame = line.closest("section");
    frame.scrollLeft = +span.left + days * span.day - frame.clientWidth / 2;
  });
  // Boxes that readers tick for themselves: kept on the device, by document and box.
  var boxes = all("[data-tick]");
  if (boxes.length) {
    var place = "sprintbook-ticks:" + new URL("..", document.currentScript.src).pathname;
    var kept = {}, keeps = true, cleared = null, inputs = [];
    var load = function () {
      if (!keeps) return;
      var text = null;
      try { text = localStorage.getItem(place); } catch (e) { keeps = false; return; }
      try { kept = JSON.parse(text); } catch (e) { kept = null; }
      if (!kept || typeof kept !== "object" || Array.isArray(kept)) kept = {};
    };
    var save = function () {
      try {
        if (Object.keys(kept).length) localStorage.setItem(place, JSON.stringify(kept)); else localStorage.removeItem(place);
      } catch (e) { keeps = false; }
      draw();
    };
    var make = function (name, role, text) {
      var element = document.createElement(name);
      if (role) element.setAttribute("role", role);
      if (name === "button") { element.type = "button"; element.textContent = text; }
      return tray.appendChild(element);
    };
    var tray = document.createElement("div");
    tray.className = "ticks";
    var said = make("span", "status"), clear = make("button"), undo = make("button", "", "Undo");
    var draw = function () {
      var count = Object.keys(kept).length, ticks = count === 1 ? "1 tick" : count + " ticks";
      inputs.forEach(function (input) {
        input.checked = !!kept[input.name];
        input.closest("li").classList.toggle("ticked", input.checked);
      });
      tray.hidden = !count && !cleared;
      clear.hidden = !count;
      undo.hidden = !cleared;
      clear.textContent = "Clear " + (count === 1 ? "" : "all ") + ticks;
      said.textContent = !count ? "Your ticks are cleared."
        : keeps ? "Your ticks stay on this device." : "This browser keeps nothing: your ticks last until you leave this page.";
    };
    boxes.forEach(function (box) {
      var of = box.closest("[data-ticks]"), item = box.closest("li");
      if (!of || !item) return;
      var input = document.createElement("input"), text = item.cloneNode(true);
      Array.prototype.forEach.call(text.querySelectorAll("ul, ol"), function (inner) { inner.remove(); });
      input.type = "checkbox";
      input.className = "tick";
      input.name = of.dataset.ticks + "#" + box.dataset.tick;
      input.setAttribute("aria-label", text.textContent.replace(/\s+/g, " ").trim().slice(0, 200));
      input.addEventListener("change", function () {
        load();
        if (input.checked) kept[input.name] = 1; else delete kept[input.name];
        cleared = null;
        save();
      });
      box.hidden = true;
      box.parentNode.insertBefore(input, box.nextSibling);
      inputs.push(input);
    });
    clear.addEventListener("click", function () { load(); cleared = kept; kept = {}; save(); undo.focus(); });
    undo.addEventListener("click", function () {
      load();
      Object.keys(cleared).forEach(function (key) { kept[key] = 1; });
      cleared = null;
      save();
      clear.focus();
    });
    // Another page of the handbook, or this one when the reader comes back to it.
    var again = function () { load(); draw(); };
    window.addEventListener("storage", function (event) { if (!event.key || event.key === place) again(); });
    window.addEventListener("pageshow", again);
    again();
    find("main .text").appendChild(tray);
  }

  // Who is on duty now. Days hold wherever the reader is, moments with a zone everywhere.
  var moment = function (text, isEnd) {
    if (text.length > 10) return new Date(text).getTime();
    var parts = text.split("-");
    return new Date(+parts[0], parts[1] - 1, +parts[2] + (isEnd ? 1 : 0)).getTime();
  };
  all("[data-start]").forEach(function (row) {
    var starts = row.dataset.start.split(" "), ends = row.dataset.end.split(" ");
    var on = starts.some(function (start, at) { return moment(start) <= now.getTime() && now.getTime() < moment(ends[at], true); });
    if (!on) return;
    row.classList.add("on-now");
    var cell = row.cells ? row.cells[0] : row, word = document.createElement("strong");
    word.className = "state now";
    word.textContent = "Now";
    cell.appendChild(document.createTextNode(" "));
    cell.appendChild(word);
  });

  // What of a person's page is in the reader's week.
  var week = find("[data-week]");
  if (week) {
    var day = function (add) {
      var date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (now.getDay() - week.dataset.week + 7) % 7 + add);
      return date.getFullYear() + "-" + ("0" + (date.getMonth() + 1)).slice(-2) + "-" + ("0" + date.getDate()).slice(-2);
    };
    var first = day(0), last = day(6), list = week.querySelector("ul"), mine = [];
    all("[data-entry]").forEach(function (row) {
      var days = row.dataset.days ? row.dataset.days.split(" ") : [row.dataset.date];
      days.forEach(function (start) {
        if (start <= last && (row.dataset.until || start) >= first) mine.push([start < first ? first : start, row]);
      });
    });
    mine.sort(function (one, other) { return one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0; });
    mine.forEach(function (item) {
      var line = document.createElement("li"), time = document.createElement("time"), date = item[0].split("-");
      time.dateTime = item[0];
      time.textContent = new Date(+date[0], date[1] - 1, +date[2]).toLocaleDateString(root.lang === "en" ? "en-GB" : root.lang || undefined, { weekday: "short", day: "numeric", month: "short" });
      line.appendChild(time);
      line.appendChild(document.createTextNode(" "));
      line.appendChild(item[1].cells[0].querySelector("a").cloneNode(true));
      // What a row is stands above its first column.
      var sort = document.createElement("span");
      sort.className = "quiet";
      sort.textContent = " " + item[1].closest("table").rows[0].cells[0].textContent;
      line.appendChild(sort);
      list.appendChild(line);
    });
    week.querySelector("p").hidden = mine.length > 0;
    list.hidden = !mine.length;
    week.hidden = false;
  }
})();
