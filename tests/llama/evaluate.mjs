// Evaluates token ids with llama.cpp. Reads one JSON request from standard input, writes one JSON reply to standard output:
//   { model, prompts: [[id, ...], ...], logits: "none" | "last" | "all", greedy: COUNT, threads, text: [TEXT, ...], chat: [[{role, content}], ...] }
//   { results: [{ logits: [[...], ...], greedy: [id, ...] }], seconds, tokens: [[id, ...], ...], vocabulary }
// The cache holds 32-bit numbers and flash attention is off, so that only the order of sums differs from a plain computation.
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const chunks = [];
for await (const chunk of process.stdin) {
  chunks.push(chunk);
}

const request = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, logLevel: LlamaLogLevel.error, logger: (_, message) => process.stderr.write(message + "\n") });
const model = await llama.loadModel({ modelPath: request.model, gpuLayers: 0, useMmap: true });
const longest = Math.max(8, ...(request.prompts ?? []).map((prompt) => prompt.length)) + (request.greedy ?? 0) + 8;
const context = await model.createContext({
  contextSize: longest,
  batchSize: longest,
  threads: request.threads ?? 1,
  flashAttention: false,
  swaFullCache: true,
  experimentalKvCacheKeyType: "F32",
  experimentalKvCacheValueType: "F32",
});
const sequence = context.getSequence();
const plain = { temperature: 0 };

function dense(logits) {
  const row = [];
  for (const [token, logit] of logits) {
    row[token] = logit;
  }
  return row;
}

function highest(logits) {
  let best = -1;
  let top = -Infinity;
  for (const [token, logit] of logits) {
    if (logit > top || (logit === top && token < best)) {
      best = token;
      top = logit;
    }
  }
  return best;
}

async function evaluate(prompt) {
  const wanted = request.logits ?? "last";
  await sequence.clearHistory();
  const input = prompt.map((token, index) =>
    wanted === "all" || index === prompt.length - 1 ? [token, { generateNext: { logits: true, options: plain } }] : token);
  const output = await sequence.controlledEvaluate(input);
  const rows = output.filter((result) => result?.next?.logits).map((result) => result.next.logits);
  const greedy = [];
  let last = rows.at(-1);
  const start = process.hrtime.bigint();
  while (greedy.length < (request.greedy ?? 0)) {
    const token = highest(last);
    greedy.push(token);
    const [next] = await sequence.controlledEvaluate([[token, { generateNext: { logits: true, options: plain } }]]);
    last = next.next.logits;
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { logits: wanted === "none" ? [] : rows.map(dense), greedy, seconds };
}

const results = [];
for (const prompt of request.prompts ?? []) {
  results.push(await evaluate(prompt));
}

const reply = {
  results,
  seconds: results.reduce((sum, result) => sum + result.seconds, 0),
  tokens: (request.text ?? []).map((text) => model.tokenize(text, true)),
  texts: (request.prompts ?? []).map((prompt) => model.detokenize(prompt, true)),
  template: model.fileInfo.metadata.tokenizer?.chat_template,
};
await context.dispose();
await model.dispose();
await llama.dispose();
process.stdout.write(JSON.stringify(reply), () => process.exit(0));
