// Ours. Very many places as one path of Leaflet's canvas renderer: one loop draws them all, and one finds what lies under the mouse.
// Where several fall into one square of the screen they are drawn as a circle with their number, ringed by the shares of their looks.
"use strict";
(function () {
  var CELL = 64, CROWD = 4, ALONE_FROM = 17, DOT = 5.5, REACH = 9;
  // px a square; places from which a square is drawn as one; zoom from which each stands for itself; px to the edge; px that a click may miss by

  function pathOf(ctx, shape, x, y, r) {
    ctx.beginPath();
    if (shape === "diamond") {
      ctx.moveTo(x, y - r * 1.2); ctx.lineTo(x + r * 1.2, y); ctx.lineTo(x, y + r * 1.2); ctx.lineTo(x - r * 1.2, y); ctx.closePath();
    } else if (shape === "square") {
      ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    } else if (shape === "house") {
      ctx.moveTo(x - r, y + r); ctx.lineTo(x - r, y - r * 0.1); ctx.lineTo(x, y - r * 1.1); ctx.lineTo(x + r, y - r * 0.1);
      ctx.lineTo(x + r, y + r); ctx.closePath();
    } else if (shape === "cross") {
      var c = r * 0.62;
      ctx.moveTo(x - c, y - c); ctx.lineTo(x + c, y + c); ctx.moveTo(x + c, y - c); ctx.lineTo(x - c, y + c);
    } else {
      ctx.arc(x, y, r, 0, Math.PI * 2);
    }
  }

  // A look drawn once, to be stamped wherever it is needed: colour tells it, and so does its shape.
  function stamp(look, colours, scale) {
    var size = Math.ceil(DOT * 2.6) + 4, canvas = document.createElement("canvas"), ctx = canvas.getContext("2d"), middle = size / 2;
    canvas.width = canvas.height = size * scale;
    ctx.scale(scale, scale);
    pathOf(ctx, look.shape, middle, middle, DOT);
    ctx.lineWidth = look.shape === "cross" ? 1.8 : 1.4;
    ctx.strokeStyle = look.shape === "cross" || look.hollow ? colours(look.ink) : colours("surface");
    if (look.shape !== "cross") { ctx.fillStyle = look.hollow ? colours("surface") : colours(look.ink); ctx.fill(); }
    ctx.stroke();
    return { canvas: canvas, size: size };
  }

  L.Places = L.Path.extend({
    options: { interactive: true, bubblingMouseEvents: false, stroke: false, weight: 0 },

    // la, lo: degrees. colours: name of a token -> colour.
    initialize: function (la, lo, colours, options) {
      L.setOptions(this, options);
      var n = la.length, i, s;
      this._colours = colours;
      this._x = new Float64Array(n); this._y = new Float64Array(n);
      for (i = 0; i < n; i++) {
        s = Math.sin(la[i] * Math.PI / 180);
        this._x[i] = 256 * (lo[i] / 360 + 0.5);
        this._y[i] = 256 * (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI));
      }
      this._px = new Float64Array(n); this._py = new Float64Array(n);
      this._crowd = new Int32Array(n);
      this._look = new Uint8Array(n);
      this._palette = []; this._stamps = []; this._crowds = [];
    },

    // look: a byte a place, 0 = not shown, otherwise one more than the number of its look in the palette.
    show: function (look, palette) {
      var scale = L.Browser.retina ? 2 : 1, colours = this._colours;
      this._look = look; this._palette = palette;
      this._stamps = palette.map(function (p) { return stamp(p, colours, scale); });
      if (this._map) { this._gather(); this._renderer._requestRedraw(this); }
      return this;
    },

    _project: function () {
      var scale = Math.pow(2, this._map.getZoom()), origin = this._map.getPixelOrigin(), i;
      for (i = 0; i < this._x.length; i++) {
        this._px[i] = this._x[i] * scale - origin.x;
        this._py[i] = this._y[i] * scale - origin.y;
      }
      this._gather();
    },

    _gather: function () {
      var n = this._x.length, alone = this._map.getZoom() >= ALONE_FROM, origin = this._map.getPixelOrigin(), squares = new Map();
      var of = new Int32Array(n), all = [], look = this._look, i, at, g, kinds = this._palette.length;
      for (i = 0; i < n; i++) {
        of[i] = -1;
        if (!look[i] || alone) { continue; }
        at = Math.floor((this._px[i] + origin.x) / CELL) * 67108864 + Math.floor((this._py[i] + origin.y) / CELL);
        g = squares.get(at);
        if (g === undefined) { g = all.length; squares.set(at, g); all.push({ n: 0, x: 0, y: 0, by: new Uint32Array(kinds), first: i }); }
        of[i] = g; g = all[g];
        g.n++; g.x += this._px[i]; g.y += this._py[i]; g.by[look[i] - 1]++;
      }
      for (i = 0; i < n; i++) { this._crowd[i] = of[i] >= 0 && all[of[i]].n >= CROWD ? of[i] : -1; }
      all.forEach(function (c) { c.x /= c.n; c.y /= c.n; c.r = 12 + 2.6 * Math.log10(c.n) * 1.6; });
      this._all = all;
      this._crowds = all.filter(function (c) { return c.n >= CROWD; });
    },

    _update: function () {
      if (!this._map) { return; }
      this._pxBounds = this._renderer._bounds;
    },

    _updatePath: function () {
      var renderer = this._renderer, b = renderer._bounds, ctx = renderer._ctx, i, s, x, y;
      if (!renderer._drawing || !b) { return; }
      for (i = 0; i < this._x.length; i++) {
        if (!this._look[i] || this._crowd[i] >= 0) { continue; }
        x = this._px[i]; y = this._py[i];
        if (x < b.min.x - 10 || x > b.max.x + 10 || y < b.min.y - 10 || y > b.max.y + 10) { continue; }
        s = this._stamps[this._look[i] - 1];
        ctx.drawImage(s.canvas, Math.round(x - s.size / 2), Math.round(y - s.size / 2), s.size, s.size);
      }
      this._crowds.forEach(function (c) { this._drawCrowd(ctx, c); }, this);
    },

    _drawCrowd: function (ctx, c) {
      var from = -Math.PI / 2, k, part;
      ctx.beginPath(); ctx.arc(c.x, c.y, c.r + 3, 0, Math.PI * 2); ctx.fillStyle = this._colours("surface"); ctx.fill();
      ctx.lineWidth = 4;
      for (k = 0; k < c.by.length; k++) {
        if (!c.by[k]) { continue; }
        part = c.by[k] / c.n * Math.PI * 2;
        ctx.beginPath(); ctx.arc(c.x, c.y, c.r, from, from + part); ctx.strokeStyle = this._colours(this._palette[k].ink); ctx.stroke();
        from += part;
      }
      ctx.fillStyle = this._colours("ink");
      ctx.font = "700 12px Arial, sans-serif"; ctx.textAlign = "center"; ctx.textBaseline = "middle";
      ctx.fillText(String(c.n), c.x, c.y + 0.5);
    },

    _empty: function () { return false; },

    _containsPoint: function (p) {
      var i, c, dx, dy, d, best = REACH * REACH;
      this.under = null;
      for (i = 0; i < this._crowds.length; i++) {
        c = this._crowds[i]; dx = c.x - p.x; dy = c.y - p.y;
        if (dx * dx + dy * dy <= (c.r + 3) * (c.r + 3)) { this.under = { crowd: c }; }
      }
      if (this.under) { return true; }
      for (i = 0; i < this._x.length; i++) {
        if (!this._look[i] || this._crowd[i] >= 0) { continue; }
        dx = this._px[i] - p.x; dy = this._py[i] - p.y; d = dx * dx + dy * dy;
        if (d <= best) { best = d; this.under = { place: i }; }
      }
      return this.under !== null;
    },

    // The places of a crowd, as bounds on the map.
    spread: function (crowd) {
      var bounds = L.latLngBounds([]), i;
      for (i = 0; i < this._x.length; i++) {
        if (this._crowd[i] >= 0 && this._all[this._crowd[i]] === crowd) { bounds.extend(this.latLng(i)); }
      }
      return bounds;
    },

    latLng: function (i) {
      return this._map.unproject(L.point(this._x[i], this._y[i]), 0);
    },

    // How many are drawn for themselves, and in how many crowds the others are.
    counts: function () {
      var shown = 0, i;
      for (i = 0; i < this._look.length; i++) { if (this._look[i]) { shown++; } }
      return { shown: shown, crowds: this._crowds.length };
    }
  });
})();
