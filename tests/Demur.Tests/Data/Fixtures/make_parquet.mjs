// Writes the *.rust, *.parquetjs and *.hyparquet files of this folder; README.md says what each is for. All rows are invented.
//   npm install parquet-wasm@0.8.0 apache-arrow@21.2.0 @dsnp/parquetjs@1.8.8 hyparquet-writer@0.17.0
//   node make_parquet.mjs FOLDER      with this file copied beside node_modules
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as arrow from 'apache-arrow'
import { parquetWriteBuffer } from 'hyparquet-writer'
import parquetjs from '@dsnp/parquetjs'
import { Compression, EnabledStatistics, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm'

const { ParquetSchema, ParquetWriter } = parquetjs
const folder = process.argv[2]

writePlaylists()
writeAlbums()
writeCities()
await writeLists()
await writeMaps()
await writeNotes()
await writeTours()

/** Rust: three-level lists, to lists of lists of lists, maps in lists, and a list of the type null; two row groups, dictionaries. */
function writePlaylists() {
  const types = {
    id: new arrow.Int32(),
    tags: list(new arrow.Utf8()),
    plays: list(new arrow.Int64()),
    discs: list(list(list(new arrow.Utf8()))),
    covers: list(map(new arrow.Utf8(), new arrow.Int32())),
    guests: list(new arrow.Null()),
  }
  const rows = [
    { id: 1, tags: ['slow', 'blue', 'slow'], plays: [1n, 2n, 3n], discs: [[['Dawn', 'Dew'], ['Noon']], [null, ['Dusk']]], covers: [object({ bo: 1 })], guests: [] },
    { id: 2, tags: null, plays: [null, 4n], discs: [[['Dawn', 'Dew'], ['Noon', null]], [null, []], null, []], covers: [object({ bo: null, cy: 2 }), null, new Map()], guests: [null, null] },
    { id: 3, tags: [null], plays: [], discs: [null], covers: [null, null], guests: null },
    { id: 4, tags: [], plays: null, discs: [], covers: [], guests: [null] },
    { id: 5, tags: ['', 'über'], plays: [-9223372036854775808n], discs: null, covers: null, guests: [] },
    { id: 6, tags: ['slow', null, 'fast'], plays: [5n], discs: [[]], covers: [new Map()], guests: [] },
  ]
  const children = vectorsOf(types, rows)
  // apache-arrow forgets how many nulls a slice of the type null has, which Rust refuses; here the slice is the whole.
  const guests = children.guests.data[0].children[0]
  guests._nullCount = guests.length
  guests.slice = () => guests
  writeRust('playlists.rust.parquet', types, children, { rowGroupSize: 4 })
}

/** Rust: maps in maps and around lists, deep structs; no dictionaries. */
function writeAlbums() {
  const types = {
    id: new arrow.Int32(),
    votes: map(new arrow.Utf8(), map(new arrow.Int32(), new arrow.Bool())),
    lines: map(new arrow.Utf8(), list(new arrow.Utf8())),
    album: struct({
      year: new arrow.Int32(),
      parts: struct({ takes: list(list(struct({ bpm: new arrow.Int32(), name: new arrow.Utf8() }))) }),
      band: map(new arrow.Utf8(), struct({ gear: struct({ watts: list(new arrow.Float64()) }) })),
    }),
  }
  const rows = [
    {
      id: 1, votes: object({ ana: new Map([[1, true], [2, false]]) }), lines: object({ a: ['la', null], b: [], c: null }),
      album: { year: 1999, parts: { takes: [[{ bpm: 90, name: 'one' }, { bpm: -90, name: 'two' }], [{ bpm: 91, name: 'three' }]] }, band: object({ bass: { gear: { watts: [1.5] } } }) },
    },
    {
      id: 2, votes: object({ bo: new Map(), cy: null }), lines: new Map(),
      album: {
        year: null,
        parts: { takes: [[{ bpm: null, name: null }, null, { bpm: 120, name: 'four' }], [], null, [null]] },
        band: object({ a: { gear: { watts: [2.5, null] } }, b: { gear: { watts: [] } }, c: null, d: { gear: { watts: null } }, e: { gear: null } }),
      },
    },
    { id: 3, votes: new Map(), lines: object({ '': [''] }), album: { year: 3, parts: { takes: [] }, band: new Map() } },
    { id: 4, votes: null, lines: null, album: { year: null, parts: { takes: null }, band: null } },
    { id: 5, votes: object({ di: new Map([[-7, null]]) }), lines: object({ z: [null] }), album: { year: null, parts: null, band: object({ f: null }) } },
    { id: 6, votes: object({ ed: new Map([[3, true], [4, false], [5, true]]) }), lines: object({ y: ['x', 'y'] }), album: null },
  ]
  writeRust('albums.rust.parquet', types, vectorsOf(types, rows), { hasDictionaries: false })
}

/** JavaScript that writes version 2 data pages: a list, and structs without one. */
function writeCities() {
  const columns = {
    id: [1, 2, 3],
    place: [{ name: 'Ulm', at: { lat: 48.4, lon: 10 } }, { name: null, at: null }, null],
    cities: [[{ name: 'Ulm', people: 128 }, { name: 'Bern', people: null }], [], null],
  }
  const leaf = (name, type, converted_type) => ({ name, type, converted_type, repetition_type: 'OPTIONAL' })
  const groupOf = (name, num_children, more = {}) => ({ name, num_children, repetition_type: 'OPTIONAL', ...more })
  save('cities.hyparquet.parquet', new Uint8Array(parquetWriteBuffer({
    columnData: Object.entries(columns).map(([name, data]) => ({ name, data, offsetIndex: false })),
    statistics: false,
    schema: [
      { name: 'root', num_children: 3 },
      leaf('id', 'INT32'),
      groupOf('place', 2), leaf('name', 'BYTE_ARRAY', 'UTF8'), groupOf('at', 2), leaf('lat', 'DOUBLE'), leaf('lon', 'DOUBLE'),
      groupOf('cities', 1, { converted_type: 'LIST' }), { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      groupOf('element', 2), leaf('name', 'BYTE_ARRAY', 'UTF8'), leaf('people', 'INT32'),
    ],
  })))
}

/** Lists as older writers lay them out: two levels ("array" of parquet-avro), "bag" of Hive, and the members of a struct right in the repeated group. */
async function writeLists() {
  const schema = new ParquetSchema({
    id: optional('INT32'),
    tags: group('LIST', { array: repeated('UTF8') }),
    grid: group('LIST', { array: { type: 'LIST', repeated: true, fields: { array: repeated('INT32') } } }),
    fares: group('LIST', { bag: entries({ array_element: optional('INT32') }) }),
    guides: group('LIST', { guide: entries({ name: optional('UTF8'), age: optional('INT32') }) }),
    rooms: group('LIST', { array: { type: 'MAP', ...entries({ map: entries({ key: required('UTF8'), value: optional('INT32') }) }) } }),
  })
  await writeRows('lists.parquetjs.parquet', schema, [
    {
      id: 1, tags: { array: ['sea', 'sun', 'sea'] }, grid: { array: [{ array: [1, 2] }, { array: [3, 4] }] },
      fares: { bag: [{ array_element: 5 }, { array_element: null }, { array_element: 7 }] },
      guides: { guide: [{ name: 'Ana', age: 30 }, { name: null, age: 31 }] }, rooms: { array: [{ map: [{ key: 'x', value: 1 }, { key: 'y', value: null }] }, { map: [] }] },
    },
    { id: 2, tags: null, grid: null, fares: null, guides: null, rooms: null },
    { id: 3, tags: { array: [] }, grid: { array: [] }, fares: { bag: [] }, guides: { guide: [] }, rooms: { array: [] } },
    {
      id: 4, tags: { array: [''] }, grid: { array: [{ array: [] }, { array: [5] }, { array: [] }] }, fares: { bag: [{ array_element: null }] },
      guides: { guide: [{ name: null, age: null }] }, rooms: { array: [{ map: [] }] },
    },
  ])
}

/** Maps: with MAP_KEY_VALUE on the inner group, as parquet-mr wrote them, and with lists in them. */
async function writeMaps() {
  const schema = new ParquetSchema({
    id: optional('INT32'),
    visits: group('MAP', { map: entries({ key: required('UTF8'), value: optional('INT32') }) }),
    trips: group('MAP', { key_value: entries({ key: required('UTF8'), value: group('LIST', { list: entries({ element: optional('INT32') }) }) }) }),
  })
  annotate(schema.fields.visits.fields.map)
  await writeRows('maps.parquetjs.parquet', schema, [
    {
      id: 1, visits: { map: [{ key: 'Ulm', value: 2 }, { key: 'Bern', value: null }] },
      trips: { key_value: [{ key: 'may', value: { list: [{ element: 1 }, { element: null }] } }, { key: 'june', value: { list: [] } }, { key: 'july', value: null }] },
    },
    { id: 2, visits: null, trips: null },
    { id: 3, visits: { map: [] }, trips: { key_value: [] } },
    { id: 4, visits: { map: [{ key: '', value: 0 }] }, trips: { key_value: [{ key: 'may', value: { list: [{ element: null }] } }] } },
  ])
}

/** Repeated fields without annotation: of values and groups, at the top, in a group and in each other; two row groups. */
async function writeNotes() {
  const schema = new ParquetSchema({
    id: optional('INT32'),
    tags: repeated('UTF8'),
    talk: group(undefined, { turns: entries({ who: required('UTF8'), text: optional('UTF8'), marks: repeated('INT32') }) }),
    notes: entries({ text: optional('UTF8'), by: entries({ name: optional('UTF8'), age: optional('INT32') }) }),
  })
  await writeRows('notes.parquetjs.parquet', schema, [
    {
      id: 1, tags: ['a', 'b'], talk: { turns: [{ who: 'user', text: 'Hi', marks: [1, 2] }, { who: 'model', text: null, marks: [] }] },
      notes: [{ text: 'x', by: [{ name: 'Ana', age: 30 }, { name: null, age: null }] }, { text: null, by: [] }],
    },
    { id: 2, tags: [], talk: null, notes: [] },
    { id: 3, tags: ['c'], talk: { turns: [] }, notes: [{ text: 'y', by: [] }] },
    {
      id: 4, tags: ['', 'd', 'e'], talk: { turns: [{ who: 'user', text: '', marks: [] }, { who: 'user', text: 'Bye', marks: [3] }] },
      notes: [{ text: null, by: [{ name: null, age: 4 }] }, { text: 'z', by: [{ name: 'Bo', age: null }] }],
    },
  ], 3)
}

/**
 * Where DuckDB keeps less than the format's rules or refuses the file: structs of one member in lists, maps without values, with structs as keys, or
 * with MAP_KEY_VALUE as their only annotation.
 */
async function writeTours() {
  const schema = new ParquetSchema({
    stops: group('LIST', { array: entries({ city: optional('UTF8') }) }),
    legs: group('LIST', { legs_tuple: entries({ city: optional('UTF8') }) }),
    hops: group('LIST', { hop: entries({ via: repeated('UTF8') }) }),
    crew: entries({ name: optional('UTF8') }),
    seen: group('MAP', { key_value: entries({ key: required('UTF8') }) }),
    roads: group('MAP', { key_value: entries({ key: { fields: { from: required('UTF8'), to: required('UTF8') } }, value: optional('INT32') }) }),
    marks: group('MAP', { map: entries({ key: required('INT32'), value: optional('UTF8') }) }),
  })
  annotate(schema.fields.marks)
  await writeRows('tours.parquetjs.parquet', schema, [
    {
      stops: { array: [{ city: 'Ulm' }, { city: null }] }, legs: { legs_tuple: [{ city: 'Bern' }, { city: null }] },
      hops: { hop: [{ via: ['a', 'b'] }, { via: [] }, { via: ['c'] }] }, crew: [{ name: 'Ana' }, { name: null }],
      seen: { key_value: [{ key: 'Ulm' }, { key: 'Rome' }] }, roads: { key_value: [{ key: { from: 'Ulm', to: 'Bern' }, value: 220 }, { key: { from: 'Bern', to: 'Ulm' }, value: null }] },
      marks: { map: [{ key: 1, value: 'good' }, { key: -2, value: null }] },
    },
    { stops: null, legs: null, hops: null, crew: [], seen: null, roads: null, marks: null },
    { stops: { array: [] }, legs: { legs_tuple: [] }, hops: { hop: [] }, crew: [{ name: '' }], seen: { key_value: [] }, roads: { key_value: [] }, marks: { map: [] } },
  ])
}

function required(type) {
  return { type }
}

function optional(type) {
  return { type, optional: true }
}

function repeated(type) {
  return { type, repeated: true }
}

function entries(fields) {
  return { repeated: true, fields }
}

function group(type, fields) {
  return { type, optional: true, fields }
}

/** The package's schema takes no other annotation of a group than LIST and MAP. */
function annotate(field) {
  field.originalType = 'MAP_KEY_VALUE'
}

async function writeRows(name, schema, rows, rowGroupSize = 100) {
  schema.fieldList.forEach(field => { field.statistics = false })
  const writer = await ParquetWriter.openFile(schema, join(folder, name), { useDataPageV2: false, pageIndex: false, rowGroupSize })
  for (const row of rows) {
    await writer.appendRow(row)
  }

  await writer.close()
}

function list(item) {
  return new arrow.List(new arrow.Field('element', item, true))
}

function struct(types) {
  return new arrow.Struct(Object.entries(types).map(([name, type]) => new arrow.Field(name, type, true)))
}

function map(key, value) {
  return new arrow.Map_(new arrow.Field('entries', new arrow.Struct([new arrow.Field('key', key, false), new arrow.Field('value', value, true)]), false))
}

function object(value) {
  return new Map(Object.entries(value))
}

function vectorsOf(types, rows) {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, arrow.vectorFromArray(rows.map(row => row[name]), type)]))
}

function writeRust(name, types, vectors, { rowGroupSize = 100, hasDictionaries = true }) {
  const type = struct(types)
  const schema = new arrow.Schema(type.children)
  const children = Object.values(vectors).map(vector => vector.data[0])
  const batch = new arrow.RecordBatch(schema, arrow.makeData({ type, length: children[0].length, nullCount: 0, children }))
  const table = Table.fromIPCStream(arrow.tableToIPC(new arrow.Table(schema, batch), 'stream'))
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY).setMaxRowGroupSize(rowGroupSize).setDictionaryEnabled(hasDictionaries).setStatisticsEnabled(EnabledStatistics.None).build()
  save(name, writeParquet(table, properties))
}

function save(name, bytes) {
  writeFileSync(join(folder, name), bytes)
}
