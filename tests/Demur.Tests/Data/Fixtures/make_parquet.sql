CREATE TABLE nested AS SELECT * FROM (VALUES
 (1, [{'role':'user','content':'Hi'},{'role':'assistant','content':NULL}], ['a',NULL,'b'], {'model':'m1','score':0.5::DOUBLE,'cost':1.50::DECIMAL(9,2)}, MAP{'k':1,'l':NULL}, [[1,2],[],NULL], {'runs':[{'ids':[1,2],'at':{'deep':[[{'x':true}]]}}]}),
 (2, [], [], NULL, MAP{}, [], NULL),
 (3, NULL, NULL, {'model':NULL,'score':NULL,'cost':NULL}, NULL, NULL, {'runs':NULL}),
 (4, [NULL, {'role':'user','content':'x "y" \ z'}], [NULL], {'model':'é😀','score':1e300,'cost':-0.01}, MAP{'a':3}, [[NULL],[3]], {'runs':[]}),
 (5, [{'role':NULL,'content':NULL}], ['','null'], {'model':'','score':-1,'cost':0}, MAP{'':NULL}, [NULL,NULL], {'runs':[NULL,{'ids':NULL,'at':NULL},{'ids':[],'at':{'deep':[NULL,[],[NULL,{'x':NULL},{'x':false}]]}}]})
) v(id, messages, tags, meta, counts, grid, tree);
COPY nested TO '{out}/nested.duckdb.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY nested TO '{out}/nested.duckdb.jsonl' (FORMAT json);
COPY (SELECT i AS id, [{'role': CASE j % 2 WHEN 0 THEN 'user' ELSE 'assistant' END, 'content': 'turn ' || j || ' of ' || i % 8} FOR j IN range(i % 4)] AS messages, [t FOR t IN range(i % 3)] AS tags FROM range(5000) r(i))
 TO '{out}/chats.duckdb.parquet' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 2048);
COPY (FROM read_parquet('{out}/playlists.rust.parquet')) TO '{out}/playlists.rust.jsonl' (FORMAT json);
COPY (FROM read_parquet('{out}/albums.rust.parquet')) TO '{out}/albums.rust.jsonl' (FORMAT json);
COPY (FROM read_parquet('{out}/lists.parquetjs.parquet')) TO '{out}/lists.parquetjs.jsonl' (FORMAT json);
COPY (FROM read_parquet('{out}/maps.parquetjs.parquet')) TO '{out}/maps.parquetjs.jsonl' (FORMAT json);
COPY (FROM read_parquet('{out}/notes.parquetjs.parquet')) TO '{out}/notes.parquetjs.jsonl' (FORMAT json);
