// Ours. The map's own part of the page: what is drawn once (sketch, names), what each run changes (looks, glyphs, the chosen site), and what goes
// back. Text only ever becomes text of an element: nothing here reads it as HTML.
"use strict";
(function () {
  var map, words, base = null, wanted = null, layers = {}, drawnAt = 0, begun = false;
  var EDGE = 44; // px that buttons take at an edge

  function read(packed) {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(packed), function (c) { return c.charCodeAt(0); })));
  }

  function colour(token) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + token).trim() || "#808080";
  }

  function told(title, more) {
    var box = document.createElement("div"), head = document.createElement("b");
    head.textContent = title;
    box.append(head, document.createElement("br"), more);
    return box;
  }

  // What somebody did goes to the page at once, with a number that no other has, so that the same thing done twice is heard twice.
  function send(what) {
    what.n = Date.now();
    window.Streamlit.setComponentValue(what);
  }

  function marked(name, value) { map.getContainer().dataset[name] = value; }

  // Colours come from a style sheet, which may arrive after the script.
  function whenColoured(then, tries) {
    if (getComputedStyle(document.documentElement).getPropertyValue("--ink") || tries > 100) { then(); return; }
    setTimeout(function () { whenColoured(then, (tries || 0) + 1); }, 20);
  }

  function sketch(features, labels) {
    layers.sketch.clearLayers();
    features.forEach(function (f) {
      L.geoJSON(f.geometry, { interactive: false, style: { className: "sk-" + f.kind } }).addTo(layers.sketch);
    });
    labels.forEach(function (l) {
      var span = document.createElement("span");
      span.className = "lb lb-" + l.kind; span.textContent = l.name;
      var icon = L.divIcon({ html: span, className: "lbx", iconSize: [0, 0] });
      L.marker(l.at, { icon: icon, interactive: false, keyboard: false }).addTo(layers.sketch);
    });
  }

  // Another ground than the sketch: only asked for when somebody chooses it.
  function ground(tiles) {
    var real = L.layerGroup([tiles.ground, tiles.names].map(function (url) {
      return L.tileLayer(url, { subdomains: tiles.servers, maxZoom: 18, attribution: tiles.by });
    }));
    var grounds = {};
    grounds[words.sketch] = layers.sketch; grounds[words.tiles] = real;
    L.control.layers(grounds, null, { collapsed: false, position: "bottomleft" }).addTo(map);
    L.control.attribution({ prefix: false }).addTo(map);
  }

  function start(onMap, packed) {
    var said = read(packed);
    map = onMap; words = said.words; base = null; wanted = null; begun = false;
    layers = { sketch: L.layerGroup().addTo(map), outlines: L.layerGroup().addTo(map), glyphs: L.layerGroup().addTo(map), more: L.layerGroup().addTo(map) };
    layers.glyphsBy = {}; layers.outlinesBy = {};
    map.createPane("places").style.zIndex = 450;
    if (said.tiles) { ground(said.tiles); }
    window.siteTools.start(map, said.tools, words, send);
  }

  function take(found) {
    base = { id: found.id, ids: found.ids, names: found.names, drawn: found.outlines, vague: found.vague, la: found.la.map(degrees), lo: found.lo.map(degrees) };
    sketch(found.sketch, found.labels);
    if (layers.places) { layers.places.remove(); layers.places = null; }
  }

  function degrees(millionths) { return millionths / 1e6; }

  function fetched(where, again) {
    fetch(where.url).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (found) {
      found.id = where.id;
      if (wanted && wanted.base.id === where.id) { take(found); apply(); }
    }).catch(function () {
      if (again > 0) { setTimeout(function () { fetched(where, again - 1); }, 800); } else { marked("fault", "base"); }
    });
  }

  function live(packed) {
    wanted = read(packed);
    if (base && base.id === wanted.base.id) { apply(); return; }
    if (wanted.base.inline) { wanted.base.inline.id = wanted.base.id; take(wanted.base.inline); apply(); return; }
    fetched(wanted.base, 3);
  }

  function apply() {
    var record = wanted;
    whenColoured(function () {
      if (record !== wanted) { return; }
      begin(record);
      places(record); glyphs(record); outlines(record); more(record);
      window.siteTools.show(record);
      marked("chosen", record.chosen || ""); marked("glyphs", record.glyphs.length);
      requestAnimationFrame(function () { marked("drawn", ++drawnAt); });
    }, 0);
  }

  // A frame that is too small for all sites begins further out, clear of the buttons at its edges; works may lie far away.
  function begin(record) {
    if (begun) { return; }
    begun = true;
    var sites = record.letters ? [] : record.glyphs.filter(function (g) { return g.i >= 0; }); // of very many, the few with a number do not stand for all
    var all = sites.map(at), size = map.getSize();
    var outside = all.some(function (p) {
      var px = map.latLngToContainerPoint(p);
      return px.x < EDGE || px.y < EDGE || px.x > size.x - EDGE || px.y > size.y - EDGE;
    });
    if (outside) { map.fitBounds(all, { padding: [EDGE, EDGE], maxZoom: map.getZoom(), animate: false }); }
  }

  // The number of its look for each place: a byte, or where there are few looks half of one.
  function lookOf(letters) {
    var packed = atob(letters.slice(1)), looks = new Uint8Array(base.ids.length), half = letters[0] === "4", i, byte;
    for (i = 0; i < looks.length; i++) {
      byte = packed.charCodeAt(half ? i >> 1 : i);
      looks[i] = !half ? byte : i % 2 ? byte & 15 : byte >> 4;
    }
    return looks;
  }

  function places(record) {
    if (!record.letters) {
      if (layers.places) { layers.places.remove(); layers.places = null; }
      marked("places", 0);
      return;
    }
    var bytes = lookOf(record.letters);
    if (!layers.places) {
      var renderer = L.canvas({ pane: "places", padding: 0.2 });
      layers.places = new L.Places(base.la, base.lo, colour, { renderer: renderer, pane: "places" });
      layers.places.show(bytes, record.palette).addTo(map);
      listen(layers.places);
    } else {
      layers.places.show(bytes, record.palette);
    }
    var counts = layers.places.counts();
    marked("places", counts.shown); marked("crowds", counts.crowds);
  }

  function listen(layer) {
    var tip = L.tooltip({ direction: "top", offset: [0, -8] }), over = -1;
    layer.on("mousemove mouseover", function () {
      var found = layer.under, now = !found ? -1 : found.crowd ? -2 - found.crowd.first : found.place;
      if (now === over) { return; }
      over = now;
      if (now === -1) { map.closeTooltip(tip); return; }
      if (found.crowd) {
        tip.setLatLng(map.layerPointToLatLng([found.crowd.x, found.crowd.y])).setContent(told(words.crowd.replace("#", found.crowd.n), crowdTold(found.crowd)));
      } else {
        tip.setLatLng(layer.latLng(found.place)).setContent(told(base.names[found.place], wanted.palette[layer._look[found.place] - 1].word));
      }
      map.openTooltip(tip);
    });
    layer.on("mouseout", function () { over = -1; map.closeTooltip(tip); });
    map.on("zoomstart", function () { over = -1; map.closeTooltip(tip); });
    layer.on("click", function () {
      var found = layer.under;
      if (!found || window.siteTools.busy()) { return; }
      if (found.crowd) { map.fitBounds(layer.spread(found.crowd), { padding: [30, 30], maxZoom: Math.max(map.getZoom() + 1, 17) }); return; }
      send({ site: base.ids[found.place] });
    });
    map.on("zoomend", function () { marked("crowds", layer.counts().crowds); marked("zoom", map.getZoom()); });
  }

  function crowdTold(crowd) {
    return wanted.palette.map(function (p, k) { return crowd.by[k] ? p.word + " " + crowd.by[k] : ""; }).filter(Boolean).join(" · ");
  }

  // Only what differs is made anew: what has the keyboard's focus, or is just being clicked, stays where it is.
  function glyphs(record) {
    var seen = {}, by = layers.glyphsBy;
    withChosen(record).forEach(function (g) {
      var on = g.id === record.chosen, sign = JSON.stringify([g, on, record.palette[g.k]]);
      seen[g.id] = true;
      if (by[g.id] && by[g.id].sign === sign) { return; }
      if (by[g.id]) { layers.glyphs.removeLayer(by[g.id].marker); }
      by[g.id] = { sign: sign, marker: glyph(g, on, record.palette[g.k]).addTo(layers.glyphs) };
    });
    Object.keys(by).forEach(function (id) {
      if (!seen[id]) { layers.glyphs.removeLayer(by[id].marker); delete by[id]; }
    });
  }

  // The chosen one is an element of its own also where the canvas draws its like.
  function withChosen(record) {
    var row = record.letters && record.chosen ? base.ids.indexOf(record.chosen) : -1, k = row < 0 ? -1 : lookOf(record.letters)[row] - 1;
    if (k < 0 || record.glyphs.some(function (g) { return g.id === record.chosen; })) { return record.glyphs; }
    return record.glyphs.concat([{ id: record.chosen, i: row, k: k, title: base.names[row], told: record.palette[k].word, size: 24 }]);
  }

  function at(g) { return g.at ? g.at : [base.la[g.i], base.lo[g.i]]; }

  function glyph(g, on, look) {
    var span = document.createElement("span"), vague = g.vague || (g.i >= 0 && base.vague[g.i] === "1"), title = g.title || base.names[g.i];
    span.className = "gl " + look.css + (vague ? " dashed" : " solid") + (g.number ? " big" : "") + (on ? " on" : "");
    span.append(document.createElement("i"));
    if (g.number) { var b = document.createElement("b"); b.textContent = g.number; span.append(b); }
    var icon = L.divIcon({ html: span, className: "glx", iconSize: [g.size, g.size], iconAnchor: [g.size >> 1, g.size >> 1] });
    // No stop of the keyboard: symbols may lie over each other, and the list beside the map offers every site as a button.
    var marker = L.marker(at(g), { icon: icon, zIndexOffset: on ? 1000 : g.above || 0, keyboard: false });
    marker.bindTooltip(told(title, g.told));
    marker.on("click", function () { if (!window.siteTools.busy()) { send({ site: g.id }); } });
    marker.on("add", function () {
      marker.getElement().setAttribute("role", "img");
      marker.getElement().setAttribute("aria-label", [g.number, title, g.told].filter(Boolean).join(" "));
    });
    return marker;
  }

  function outlines(record) {
    var by = layers.outlinesBy, seen = {};
    record.glyphs.forEach(function (g) {
      var shape = g.i >= 0 && base.drawn[g.i], css = record.palette[g.k].outline;
      if (!shape || !css) { return; }
      var sign = css + (g.id === record.chosen ? " ol-on" : "");
      seen[g.id] = true;
      if (by[g.id] && by[g.id].sign === sign) { return; }
      if (by[g.id]) { layers.outlines.removeLayer(by[g.id].layer); }
      by[g.id] = { sign: sign, layer: L.geoJSON(shape, { interactive: false, style: { className: "ol " + sign } }).addTo(layers.outlines) };
    });
    Object.keys(by).forEach(function (id) {
      if (!seen[id]) { layers.outlines.removeLayer(by[id].layer); delete by[id]; }
    });
  }

  // The circle within which the chosen site surely lies, and the shape that limits what is shown.
  function more(record) {
    layers.more.clearLayers();
    if (record.error) { L.circle(record.error.slice(0, 2), { radius: record.error[2], className: "er", interactive: false }).addTo(layers.more); }
    var drawn = record.drawn, how = { className: "dr", interactive: false };
    if (drawn && drawn.radius) { L.circle(drawn.points[0], L.extend({ radius: drawn.radius }, how)).addTo(layers.more); }
    else if (drawn) { L.polygon(drawn.points, how).addTo(layers.more); }
    if (record.pin) {
      var mark = document.createElement("span");
      mark.className = "pin";
      L.marker(record.pin, { icon: L.divIcon({ html: mark, className: "glx", iconSize: [28, 28], iconAnchor: [14, 14] }), interactive: false, keyboard: false }).addTo(layers.more);
    }
  }

  window.siteMap = { start: start, live: live };
})();
