// The small drawn map of the district: where a location is chosen, and the
// thumbnail under a location that was sent. It is a sketch of the grids, with
// no map service behind it.
import { svg } from './nodes.js';
import { pick } from './words.js';

const rings = (geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);

// frame fits the grids and places of a stage into width by at most height
// pixels, a margin around them so that somebody can also stand outside.
export function frame(stage, width, height) {
  const grids = (stage.map?.features || []).filter((f) => /Polygon$/.test(f.geometry?.type));
  const points = grids.flatMap((f) => rings(f.geometry).flat(2));
  for (const place of stage.places || []) points.push([place.lon, place.lat]);
  if (points.length === 0) points.push([121.45, 31.28], [121.46, 31.29]);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const margin = 0.07 * Math.max((east - west) * squeeze, north - south, 0.002);
  west -= margin / squeeze;
  east += margin / squeeze;
  south -= margin;
  north += margin;
  const scale = Math.min(width / ((east - west) * squeeze), height / (north - south));
  return {
    grids,
    width: (east - west) * squeeze * scale,
    height: (north - south) * scale,
    x: (lon) => (lon - west) * squeeze * scale,
    y: (lat) => (north - lat) * scale,
    lon: (x) => west + x / scale / squeeze,
    lat: (y) => north - y / scale,
  };
}

function outline(to, geometry) {
  return rings(geometry).map((polygon) => polygon.map((ring) =>
    `M${ring.map(([lon, lat]) => `${to.x(lon).toFixed(1)} ${to.y(lat).toFixed(1)}`).join('L')}Z`).join('')).join('');
}

// middle is the centre of gravity of a grid's largest ring, where its name
// goes, with the room there is for it across.
function middle(to, geometry) {
  let best = { area: 0, x: 0, y: 0, room: 0 };
  for (const [ring] of rings(geometry)) {
    const xs = ring.map(([lon]) => to.x(lon));
    let [area, x, y] = [0, 0, 0];
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay, bx, by] = [to.x(ring[i][0]), to.y(ring[i][1]), to.x(ring[i + 1][0]), to.y(ring[i + 1][1])];
      const cross = ax * by - bx * ay;
      area += cross / 2;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (Math.abs(area) > Math.abs(best.area)) best = { area, x: x / (6 * area), y: y / (6 * area), room: 0.85 * (Math.max(...xs) - Math.min(...xs)) };
  }
  return best;
}

// gridAt is the grid's feature a place lies in, or undefined. It only labels
// the pin; where a report belongs is decided by the bot.
export function gridAt(to, lat, lon) {
  const crosses = (ring) => {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  };
  return to.grids.find((f) => rings(f.geometry).some(([outer, ...holes]) => crosses(outer) && !holes.some(crosses)));
}

const ground = (to) => to.grids.map((f, i) => svg('path', { d: outline(to, f.geometry), class: `grid grid-${i % 6}`, 'fill-rule': 'evenodd' }));

// pin is a pin whose point is at 0 0.
export function pin() {
  return svg('g', { class: 'pin' },
    svg('path', { d: 'M0 0c-3-6-9-9.5-9-16a9 9 0 0 1 18 0c0 6.5-6 10-9 16z' }), svg('circle', { cy: -16, r: 3.5 }));
}

// width of a label, roughly: CJK is as wide as it is high, the rest about half.
const measure = (text, size) => Array.from(text).reduce((sum, c) => sum + (c > '\u2e80' ? size : size * 0.56), 0);

// draw draws the whole map in a language. Places are dots; a name is written
// beside its dot where there is room, and is in the dot's title in any case.
export function draw(stage, to, lang) {
  const taken = [];
  const free = (box) => box.x >= 0 && box.x + box.w <= to.width && box.y >= 0 && box.y + box.h <= to.height
    && !taken.some((o) => box.x < o.x + o.w && o.x < box.x + box.w && box.y < o.y + o.h && o.y < box.y + box.h);
  const names = to.grids.map((f, i) => {
    const at = middle(to, f.geometry);
    const text = pick(f.properties?.name ?? f.properties?.id, lang);
    const lines = measure(text, 14) > at.room ? text.split(' ') : [text];
    const w = Math.max(...lines.map((line) => measure(line, 14)));
    const top = at.y - lines.length * 9;
    taken.push({ x: at.x - w / 2, y: top, w, h: lines.length * 18 });
    return svg('text', { class: 'name', 'text-anchor': 'middle' },
      ...lines.map((line, row) => svg('tspan', { x: at.x, y: top + 14 + row * 18 }, line)));
  });
  const dots = (stage.places || []).map((place, n) => {
    const [x, y] = [to.x(place.lon), to.y(place.lat)];
    taken.push({ x: x - 4, y: y - 4, w: 8, h: 8 });
    return { n, x, y, text: pick(place.name, lang) };
  });
  const places = dots.map(({ n, x, y, text }) => {
    const w = measure(text, 11);
    const spots = [[x + 7, y - 7], [x - 7 - w, y - 7], [x - w / 2, y - 20], [x - w / 2, y + 6]];
    const spot = spots.map(([left, top]) => ({ x: left, y: top, w, h: 14 })).find(free);
    if (spot) taken.push(spot);
    return svg('g', { class: 'place', data: { place: n } },
      svg('title', {}, text), svg('circle', { cx: x, cy: y, r: 12, class: 'reach' }), svg('circle', { cx: x, cy: y, r: 3.5 }),
      ...(spot ? [svg('text', { x: spot.x, y: spot.y + 11 }, text)] : []));
  });
  return svg('svg', { viewBox: `0 0 ${to.width.toFixed(1)} ${to.height.toFixed(1)}`, width: to.width.toFixed(0), class: 'map' }, ...ground(to), ...names, ...places);
}

// thumbnail draws the neighbourhood of one place, its pin in the middle.
export function thumbnail(stage, lat, lon) {
  const [w, h] = [240, 120];
  const to = frame(stage, 560, 560);
  const left = Math.max(0, Math.min(to.x(lon) - w / 2, to.width - w));
  const top = Math.max(0, Math.min(to.y(lat) - h / 2, to.height - h));
  const mark = pin();
  const [x, y] = [Math.max(left + 12, Math.min(to.x(lon), left + w - 12)), Math.max(top + 30, Math.min(to.y(lat), top + h - 6))];
  mark.setAttribute('transform', `translate(${x} ${y})`);
  return svg('svg', { viewBox: `${left} ${top} ${w} ${h}`, class: 'map small', 'aria-hidden': 'true' }, ...ground(to), mark);
}
