// Encodes the lines with the npm package @huggingface/tokenizers and writes NAME.golden.json beside this script.
// Usage: node reference.mjs WORK, from a folder in which that package is installed; WORK as for make-tokenizers.py.
// The kinds that the package cannot run come from WORK/NAME.ids.json, SentencePiece's own encoding (line ends read as spaces).
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { Tokenizer } = createRequire(path.join(process.cwd(), 'x.js'))('@huggingface/tokenizers');
const work = process.argv[2];
const here = path.dirname(new URL(import.meta.url).pathname);
const lines = JSON.parse(fs.readFileSync(path.join(work, 'lines.json'), 'utf8'));
const hash = text => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
const bySentencePiece = ['unigram-bytes', 'unigram-charsmap'];

// Where the package departs from the library that it ports: unknown words of WordLevel come out undefined, and BERT's
// rule for ideographs ends at U+FFFF, and it
// writes a final capital sigma by Greek spelling. Lines that meet the latter two are left out of the hash of that kind.
// SentencePiece adds scores in single precision, which decides ties such as the two ways to cut ``` or 888 differently.
const tie = /`|(\d)\1\1/;
const astral = /[\u{20000}-\u{2ffff}Σ]/u;

function encode(name) {
  if (bySentencePiece.includes(name)) {
    return JSON.parse(fs.readFileSync(path.join(work, `${name}.ids.json`), 'utf8')).map((ids, at) => tie.test(lines[at]) ? null : ids);
  }

  const tokenizer = new Tokenizer(JSON.parse(fs.readFileSync(path.join(here, `${name}.json`), 'utf8')), {});
  return lines.map(line => name === 'word-piece' && astral.test(line) ? null : Array.from(tokenizer.encode(line).ids, id => id ?? 0));
}

for (const file of fs.readdirSync(here).filter(file => file.endsWith('.json') && !file.endsWith('.golden.json'))) {
  const name = file.slice(0, -'.json'.length);
  const encodings = encode(name);
  const hashes = [];
  for (let start = 0; start < lines.length; start += 100) {
    hashes.push(hash(encodings.slice(start, start + 100).filter(ids => ids).map(ids => ids.join(',') + '\n').join('')));
  }

  const golden = {
    reference: bySentencePiece.includes(name) ? 'SentencePiece 0.1.97' : '@huggingface/tokenizers',
    lines: lines.length,
    linesHash: hash(lines.join('\0')),
    hashes,
    samples: [0, 1, 2, 3, 4].map(line => ({ line, ids: encodings[line] })),
  };
  fs.writeFileSync(path.join(here, `${name}.golden.json`), JSON.stringify(golden) + '\n');
  console.log(`${name}: ${encodings.filter(ids => ids).length} lines`);
}
