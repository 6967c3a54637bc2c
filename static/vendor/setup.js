// Ours, loaded right after leaflet.js. Leaflet guesses where its marker images are from its style sheet, which fails
// inside the map's frame, so they are named here; and its default attribution starts with a flag that says nothing
// about the map.
(function (base) {
  L.Icon.Default.imagePath = base + "leaflet/images/";
  L.Control.Attribution.prototype.options.prefix = false;
})(document.currentScript.src.replace(/[^/]*$/, ""));

// Where the mouse goes down, Leaflet gives the map the focus, and the browser scrolls the page around the frame until the whole
// map is in sight: the mouse goes up somewhere else, and the first click is lost.
(function (keyboard) {
  keyboard._onMouseDown = function () {
    if (!this._focused) this._map.getContainer().focus({ preventScroll: true });
  };
})(L.Map.Keyboard.prototype);
