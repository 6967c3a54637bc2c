// Ours. Drawing on the map, with Leaflet.draw's polygon and circle and our own words on the buttons: an area, a radius, an outline, or one point.
"use strict";
(function () {
  var map, words, send, tools, handler = null, bar = null, drawn = false;

  function button(word, act) {
    var one = L.DomUtil.create("button", "tl", bar);
    one.type = "button"; one.textContent = word;
    L.DomEvent.on(one, "click", function (e) { L.DomEvent.stop(e); act(); });
    return one;
  }

  function begin(make) {
    if (handler) { handler.disable(); }
    handler = make();
    handler.enable();
    buttons();
  }

  function end() {
    if (handler) { handler.disable(); }
    handler = null;
    buttons();
  }

  function polygon() {
    return new L.Draw.Polygon(map, { allowIntersection: false, showLength: false, showArea: false, maxPoints: 0, shapeOptions: { className: "dr", clickable: false } });
  }

  function circle() {
    return new L.Draw.Circle(map, { showRadius: true, metric: true, feet: false, shapeOptions: { className: "dr", clickable: false } });
  }

  function buttons() {
    if (!bar) { return; }
    bar.replaceChildren();
    if (handler) {
      if (handler.completeShape) {
        button(words.done, function () { if (handler._markers && handler._markers.length > 2) { handler.completeShape(); } });
        button(words.undo, function () { handler.deleteLastVertex(); });
      }
      button(words.cancel, end);
      return;
    }
    if (tools === "area") {
      button(words.polygon, function () { begin(polygon); });
      button(words.circle, function () { begin(circle); });
    } else {
      button(words.outline, function () { begin(polygon); });
    }
    if (drawn) { button(words.lift, function () { send({ lift: true }); }); }
  }

  function rounded(p) { return [Math.round(p.lat * 1e6) / 1e6, Math.round(p.lng * 1e6) / 1e6]; }

  function start(onMap, which, said, back) {
    map = onMap; words = said; send = back; tools = which; handler = null; bar = null;
    if (tools === "area" || tools === "outline") {
      L.drawLocal.draw.handlers.polygon.tooltip = { start: words.first_point, cont: words.next_point, end: words.last_point };
      L.drawLocal.draw.handlers.circle = { tooltip: { start: words.drag }, radius: words.radius };
      L.drawLocal.draw.handlers.simpleshape.tooltip.end = words.let_go;
      L.drawLocal.draw.handlers.polyline.error = words.crossed;
      var control = L.control({ position: "topright" });
      control.onAdd = function () {
        bar = L.DomUtil.create("div", "tls");
        L.DomEvent.disableClickPropagation(bar);
        buttons();
        return bar;
      };
      control.addTo(map);
      map.on(L.Draw.Event.CREATED, function (e) {
        var shape = e.layerType === "circle" ? { points: [rounded(e.layer.getLatLng())], radius: Math.round(e.layer.getRadius()) }
          : { points: e.layer.getLatLngs()[0].map(rounded), radius: 0 };
        setTimeout(end, 0); // the handler is still at work
        send({ shape: shape });
      });
    }
    if (tools === "point") {
      map.getContainer().classList.add("aim");
      map.on("click", function (e) { send({ point: rounded(e.latlng) }); });
    }
  }

  function show(record) {
    if (drawn !== Boolean(record.drawn)) { drawn = Boolean(record.drawn); if (!handler) { buttons(); } }
  }

  window.siteTools = { start: start, show: show, busy: function () { return handler !== null; } };
})();
