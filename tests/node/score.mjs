// Scores posts by ONNX Runtime for Node.js, to check that a model file gives the same numbers outside .NET.
//   node tests/node/score.mjs MODEL.onnx FEATURES.json
// FEATURES.json: [{"ids": [3, 17], "counts": [1, 2]}, ...]; prints [{"relevance": p, "platform": [...], "code": [...]}, ...].
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [modelPath, featuresPath] = process.argv.slice(2);
if (!featuresPath) {
  console.error('usage: node score.mjs MODEL.onnx FEATURES.json');
  process.exit(2);
}

const posts = JSON.parse(await readFile(featuresPath, 'utf8'));
const length = Math.max(...posts.map(post => post.ids.length));
const ids = new BigInt64Array(posts.length * length);
const counts = new Float32Array(posts.length * length);
posts.forEach((post, n) => {
  ids.set(post.ids.map(BigInt), n * length);
  counts.set(post.counts, n * length);
});

const session = await InferenceSession.create(modelPath);
const shape = [posts.length, length];
const { relevance, platform, code } = await session.run({
  ids: new Tensor('int64', ids, shape),
  counts: new Tensor('float32', counts, shape),
});
const row = (tensor, n) => Array.from(tensor.data.subarray(n * tensor.dims[1], (n + 1) * tensor.dims[1]));
console.log(JSON.stringify(posts.map((_, n) => ({
  relevance: relevance.data[n],
  platform: row(platform, n),
  code: row(code, n),
}))));
