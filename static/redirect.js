// Goes on to the page's new address, with what stands behind # in the old one.
(function (href) {
  location.replace(href + (href.indexOf("#") < 0 ? location.hash : ""));
})(document.currentScript.dataset.href);
