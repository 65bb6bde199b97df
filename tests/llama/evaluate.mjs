// Evaluates token ids with llama.cpp. Reads a JSON list of requests from standard input, writes a list of replies to standard output:
//   { model, prompts: [[id, ...], ...], logits: "last" | "all", greedy: COUNT, generate: COUNT, threads, text: [TEXT, ...] }
//   { results: [{ logits: [[...], ...], greedy: [id, ...], tokensPerSecond }], tokens: [[id, ...], ...], texts: [TEXT, ...], template }
// The cache holds 32-bit numbers and flash attention is off, so that only the order of sums differs from a plain computation.
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const chunks = [];
for await (const chunk of process.stdin) {
  chunks.push(chunk);
}

const requests = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, logLevel: LlamaLogLevel.error, logger: (_, message) => process.stderr.write(message + "\n") });
const raw = { generateNext: { logits: true, options: { temperature: 0 } } };

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

async function evaluate(sequence, prompt, request) {
  const wanted = request.logits ?? "last";
  await sequence.clearHistory();
  const output = await sequence.controlledEvaluate(prompt.map((token, index) => wanted === "all" || index === prompt.length - 1 ? [token, raw] : token));
  const rows = output.filter((result) => result?.next?.logits).map((result) => result.next.logits);
  const greedy = [];
  let last = rows.at(-1);
  while (greedy.length < (request.greedy ?? 0)) {
    greedy.push(highest(last));
    const [result] = await sequence.controlledEvaluate([[greedy.at(-1), raw]]);
    last = result.next.logits;
  }
  return { logits: rows.map(dense), greedy };
}

// Times greedy decoding in llama.cpp's own sampler, from the first token on.
async function generate(sequence, prompt, count) {
  await sequence.clearHistory();
  let made = 0;
  let start;
  for await (const _ of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
    start ??= process.hrtime.bigint();
    if (made++ === count) {
      break;
    }
  }
  return { logits: [], greedy: [], tokensPerSecond: (made - 1) / (Number(process.hrtime.bigint() - start) / 1e9) };
}

async function answer(request) {
  const model = await llama.loadModel({ modelPath: request.model, gpuLayers: 0 });
  const length = Math.max(8, ...(request.prompts ?? []).map((prompt) => prompt.length)) + (request.greedy ?? 0) + (request.generate ?? 0) + 8;
  const context = await model.createContext({
    contextSize: length,
    batchSize: length,
    threads: request.threads ?? 1,
    flashAttention: false,
    swaFullCache: true,
    experimentalKvCacheKeyType: "F32",
    experimentalKvCacheValueType: "F32",
  });
  const sequence = context.getSequence();
  const results = [];
  for (const prompt of request.prompts ?? []) {
    results.push(await (request.generate ? generate(sequence, prompt, request.generate) : evaluate(sequence, prompt, request)));
  }
  const reply = {
    results,
    tokens: (request.text ?? []).map((text) => model.tokenize(text, true)),
    texts: (request.prompts ?? []).map((prompt) => model.detokenize(prompt, true)),
    template: model.fileInfo.metadata.tokenizer?.chat_template,
  };
  await context.dispose();
  await model.dispose();
  return reply;
}

const replies = [];
for (const request of requests) {
  replies.push(await answer(request));
}
await llama.dispose();
process.stdout.write(JSON.stringify(replies), () => process.exit(0));
