// A part on the plate of its printer, to be turned by hand, finger or keys. Loaded only where somebody looks.
import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  Color,
  CylinderGeometry,
  DirectionalLight,
  DoubleSide,
  ExtrudeGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  Shape,
  Vector3,
  WebGLRenderer,
} from "./three.module.min.js";
import { OrbitControls } from "./orbit.js";

const COIN = { across: 24.26, high: 1.75 };
const HAND_MM = 189;
const SILVER = 0xd2d3d0;
const SKIN = 0xd9b08c;
const TURN = Math.PI / 18;
const NEARER = 0.85;
const MOST_PIXELS = 2;

// The file's own normals are often wrong; ours are made of its faces.
const read = (buffer) => {
  const data = new DataView(buffer);
  if (data.getUint32(0, true) !== 0x31534c50) throw new Error("no part");
  const corners = data.getUint32(4, true);
  const triangles = data.getUint32(8, true);
  const size = [12, 16, 20].map((at) => data.getFloat32(at, true));
  const shares = new Uint16Array(buffer, 24, corners * 3);
  const numbers = new Uint32Array(buffer, 24 + 4 * Math.ceil((corners * 6) / 4), triangles * 3);
  const places = new Float32Array(triangles * 9);
  for (let i = 0; i < numbers.length; i++) {
    for (let axis = 0; axis < 3; axis++) {
      const middle = axis === 2 ? 0 : size[axis] / 2;
      places[3 * i + axis] = (shares[3 * numbers[i] + axis] / 65535) * size[axis] - middle;
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(places, 3));
  geometry.computeVertexNormals();
  return { geometry, size };
};

const lines = (points, material) => {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points), 3));
  return new LineSegments(geometry, material);
};

// A hand that lies flat: its outline is good enough to compare with.
const hand = () => {
  const shape = new Shape();
  const finger = (x, y, width, length, lean) => {
    const [dx, dy] = [Math.sin(lean), Math.cos(lean)];
    const [nx, ny] = [(dy * width) / 2, (-dx * width) / 2];
    const one = new Shape();
    one.moveTo(x - nx, y - ny);
    one.lineTo(x - nx + dx * length, y - ny + dy * length);
    one.absarc(x + dx * length, y + dy * length, width / 2, Math.PI - lean, -lean, true);
    one.lineTo(x + nx, y + ny);
    return one;
  };
  shape.moveTo(-30, 0);
  shape.bezierCurveTo(-34, 30, -44, 60, -42, 102);
  shape.lineTo(42, 102);
  shape.bezierCurveTo(42, 60, 34, 30, 30, 0);
  const shapes = [shape, finger(-31, 98, 18, 50, -0.1), finger(-10, 100, 19, 70, -0.02), finger(11, 100, 20, 79, 0.03), finger(32, 97, 19, 66, 0.12), finger(-33, 42, 22, 62, -0.75)];
  const geometry = new ExtrudeGeometry(shapes, { depth: 3, bevelEnabled: false, curveSegments: 10 });
  geometry.computeBoundingBox();
  const scale = HAND_MM / (geometry.boundingBox.max.y - geometry.boundingBox.min.y);
  geometry.scale(scale, scale, 1);
  return geometry;
};

const coin = () => {
  const geometry = new CylinderGeometry(COIN.across / 2, COIN.across / 2, COIN.high, 64);
  geometry.rotateX(Math.PI / 2);
  geometry.translate(0, 0, COIN.high / 2);
  return geometry;
};

export const start = async (place) => {
  const answer = await fetch(place.dataset.solid);
  if (!answer.ok) throw new Error(`no part: ${answer.status}`);
  const { geometry, size } = read(await answer.arrayBuffer());
  const [width, depth, height] = place.dataset.plate.split(" ").map(Number);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const canvas = place.querySelector("canvas");
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: true });
  const scene = new Scene();
  const camera = new PerspectiveCamera(35, 1, 1, 5000);
  camera.up.set(0, 0, 1);
  const part = new Mesh(geometry, new MeshLambertMaterial({ color: 0x80a4ce, side: DoubleSide }));
  const turned = size[0] > width && size[1] <= width && size[0] <= depth;
  if (turned) part.rotation.z = Math.PI / 2;
  const across = turned ? [size[1], size[0]] : size;

  const plate = new Mesh(new PlaneGeometry(width, depth), new MeshBasicMaterial({ transparent: true, opacity: 0.9, side: DoubleSide }));
  plate.position.z = -0.2;
  const grid = [];
  for (let x = 0; x <= width / 2; x += 10) for (const side of [-x, x]) grid.push(side, -depth / 2, 0, side, depth / 2, 0);
  for (let y = 0; y <= depth / 2; y += 10) for (const side of [-y, y]) grid.push(-width / 2, side, 0, width / 2, side, 0);
  const gridLines = lines(grid, new LineBasicMaterial());
  gridLines.position.z = -0.1;
  const [x, y] = [width / 2, depth / 2];
  const rim = lines([-x, -y, 0, x, -y, 0, x, -y, 0, x, y, 0, x, y, 0, -x, y, 0, -x, y, 0, -x, -y, 0], new LineBasicMaterial());
  const beside = new Group();
  const lamp = new DirectionalLight(0xffffff, 2.4);
  lamp.position.set(-0.4, 0.7, 1);
  camera.add(lamp);
  scene.add(plate, gridLines, rim, part, beside, camera, new AmbientLight(0xffffff, 1.1));

  const controls = new OrbitControls(camera, canvas);
  controls.enableDamping = false;
  controls.maxPolarAngle = Math.PI * 0.94;
  controls.minDistance = Math.max(...size) * 0.6 + 2;
  controls.maxDistance = Math.max(width, depth, height) * 4;

  let asked = false;
  const draw = () => {
    asked = false;
    renderer.render(scene, camera);
    place.dataset.drawn = `${Math.round(camera.position.x)} ${Math.round(camera.position.y)} ${Math.round(camera.position.z)}`;
  };
  const drawSoon = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(draw);
  };
  const paint = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => new Color(style.getPropertyValue(name).trim());
    plate.material.color = colour("--sheet");
    gridLines.material.color = colour("--hair");
    rim.material.color = colour("--rule");
    drawSoon();
  };
  const fit = () => {
    const { clientWidth, clientHeight } = canvas;
    if (!clientWidth) return;
    renderer.setPixelRatio(Math.min(devicePixelRatio, MOST_PIXELS));
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    drawSoon();
  };
  // The whole plate at first; with reset, too.
  let wide = 0;
  const home = () => {
    const far = Math.max(across[0], across[1], size[2], 0.7 * wide, 0.3 * Math.max(width, depth)) * 2.6;
    controls.target.set(wide ? (wide - across[0]) / 2 : 0, 0, size[2] / 3);
    camera.position.copy(new Vector3(0.55, -1, 0.62).normalize().multiplyScalar(far).add(controls.target));
    controls.update();
    drawSoon();
  };
  const turn = (around, up) => {
    const from = camera.position.clone().sub(controls.target);
    const distance = from.length();
    const angle = Math.atan2(from.y, from.x) + around;
    const tilt = Math.min(Math.max(Math.asin(from.z / distance) + up, -1.4), 1.55);
    from.set(Math.cos(tilt) * Math.cos(angle), Math.cos(tilt) * Math.sin(angle), Math.sin(tilt)).multiplyScalar(distance);
    camera.position.copy(controls.target).add(from);
    controls.update();
    drawSoon();
  };
  const come = (factor) => {
    const from = camera.position.clone().sub(controls.target);
    const distance = Math.min(Math.max(from.length() * factor, controls.minDistance), controls.maxDistance);
    camera.position.copy(controls.target).add(from.setLength(distance));
    controls.update();
    drawSoon();
  };
  const acts = {
    left: () => turn(-TURN, 0),
    right: () => turn(TURN, 0),
    up: () => turn(0, TURN),
    down: () => turn(0, -TURN),
    nearer: () => come(NEARER),
    farther: () => come(1 / NEARER),
    home,
  };
  const keys = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", "+": "nearer", "=": "nearer", "-": "farther", 0: "home", Home: "home" };
  canvas.addEventListener("keydown", (event) => {
    const act = acts[keys[event.key]];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  for (const button of place.querySelectorAll("[data-act]")) button.addEventListener("click", acts[button.dataset.act]);
  for (const choice of place.querySelectorAll("[name^=beside]")) {
    choice.addEventListener("change", () => {
      for (const one of [...beside.children]) {
        one.geometry.dispose();
        beside.remove(one);
      }
      wide = 0;
      if (choice.value) {
        const shape = choice.value === "hand" ? hand() : coin();
        shape.computeBoundingBox();
        const one = new Mesh(shape, new MeshLambertMaterial({ color: choice.value === "hand" ? SKIN : SILVER, side: DoubleSide }));
        one.position.set(across[0] / 2 + 5 - shape.boundingBox.min.x, -(shape.boundingBox.max.y + shape.boundingBox.min.y) / 2, 0);
        beside.add(one);
        wide = one.position.x + shape.boundingBox.max.x + across[0] / 2;
      }
      home();
    });
  }
  controls.addEventListener("change", drawSoon);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new ResizeObserver(fit).observe(canvas);
  fit();
  home();
  paint();
  draw();
  if (still) return;
  // A short turn tells that it can be turned.
  let left = 24;
  const greet = () => {
    if (left-- === 0) return;
    turn(0.6 / 24, 0);
    requestAnimationFrame(greet);
  };
  canvas.addEventListener("pointerdown", () => (left = 0), { once: true });
  greet();
};
