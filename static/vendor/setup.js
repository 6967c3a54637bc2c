// Ours, loaded right after leaflet.js. Leaflet guesses where its marker images are from its style sheet, which fails
// inside the map's frame, so they are named here; and its default attribution starts with a flag that says nothing
// about the map.
(function (base) {
  L.Icon.Default.imagePath = base + "leaflet/images/";
  L.Control.Attribution.prototype.options.prefix = false;
})(document.currentScript.src.replace(/[^/]*$/, ""));
