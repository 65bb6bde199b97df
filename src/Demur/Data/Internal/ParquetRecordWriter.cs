using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>
/// Puts one row of a nested Parquet column together as JSON, from the levels of its leaves: the record assembly of Melnik et al., "Dremel" (2010),
/// section 4.3, by descent along the schema in place of their automaton. Each leaf has one entry for each value, null, or empty list on the way to it.
/// </summary>
internal sealed class ParquetRecordWriter
{
    private readonly ParquetLeafColumn[] _leaves;
    private readonly int _firstLeaf;
    private readonly (int Entry, int End, int Value)[] _cursors;
    private readonly Utf8JsonWriter _json;
    private readonly int _maxBytes;

    private ParquetRecordWriter(ParquetNode column, ParquetLeafColumn[] leaves, int row, Utf8JsonWriter json, int maxBytes)
    {
        _leaves = leaves;
        _firstLeaf = column.FirstLeaf;
        _json = json;
        _maxBytes = maxBytes;
        _cursors = [.. leaves[column.FirstLeaf..column.EndLeaf].Select(leaf => (leaf.StartOf(row), leaf.StartOf(row + 1), leaf.ValueStartOf(row)))];
    }

    /// <summary>Writes a row's value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="leaves">All leaves of the row group.</param>
    /// <param name="row">The row in the row group.</param>
    /// <param name="json">Where the value goes.</param>
    /// <param name="maxBytes">The most bytes that it may take: a few stored bytes can stand for very many.</param>
    /// <exception cref="InvalidDataException">The leaves contradict each other, or the value is too long.</exception>
    public static void Write(ParquetNode column, ParquetLeafColumn[] leaves, int row, Utf8JsonWriter json, int maxBytes)
    {
        var writer = new ParquetRecordWriter(column, leaves, row, json, maxBytes);
        writer.Write(column);
        if (writer._cursors.Any(cursor => cursor.Entry != cursor.End))
        {
            throw Contradiction();
        }
    }

    private void Write(ParquetNode node)
    {
        if (DefinitionOf(node.FirstLeaf) < node.Present)
        {
            Skip(node, node.Present);
            _json.WriteNullValue();
            return;
        }

        switch (node.Kind)
        {
            case ParquetNodeKind.Leaf:
                WriteLeaf(node.FirstLeaf);
                break;
            case ParquetNodeKind.Struct:
                WriteStruct(node);
                break;
            case ParquetNodeKind.List:
                _json.WriteStartArray();
                WriteItems(node, WriteItem);
                _json.WriteEndArray();
                break;
            default:
                _json.WriteStartObject();
                WriteItems(node, WriteEntry);
                _json.WriteEndObject();
                break;
        }
    }

    private void WriteLeaf(int leaf)
    {
        _leaves[leaf].Values.Write(_json, _cursors[leaf - _firstLeaf].Value);
        Step(leaf);
        if (_json.BytesCommitted + _json.BytesPending > _maxBytes)
        {
            throw new InvalidDataException($"it is longer than {_maxBytes} bytes, the most that is read; split the row");
        }
    }

    private void WriteStruct(ParquetNode node)
    {
        _json.WriteStartObject();
        foreach (var member in node.Children)
        {
            _json.WritePropertyName(member.Name);
            Write(member);
        }

        _json.WriteEndObject();
    }

    private void WriteItems(ParquetNode node, Action<ParquetNode> writeItem)
    {
        if (DefinitionOf(node.FirstLeaf) < node.Filled)
        {
            Skip(node, node.Filled);
            return;
        }

        do
        {
            writeItem(node);
        }
        while (GoesOn(node));
    }

    private void WriteItem(ParquetNode list) => Write(list.Children[0]);

    private void WriteEntry(ParquetNode map)
    {
        var key = map.Children[0].FirstLeaf;
        if (DefinitionOf(key) < map.Children[0].Present)
        {
            throw new InvalidDataException("one of its keys is null");
        }

        _json.WritePropertyName(_leaves[key].Values.TextOf(_cursors[key - _firstLeaf].Value));
        Step(key);
        Write(map.Children[1]);
    }

    /// <summary>Whether the list has a further item; all its leaves must agree on that.</summary>
    private bool GoesOn(ParquetNode node)
    {
        var goesOn = RepetitionOf(node.FirstLeaf) == node.Repetition;
        for (var leaf = node.FirstLeaf; leaf < node.EndLeaf; leaf++)
        {
            var repetition = RepetitionOf(leaf);
            if (repetition > node.Repetition || (repetition == node.Repetition) != goesOn)
            {
                throw Contradiction();
            }
        }

        return goesOn;
    }

    /// <summary>Passes over the one entry that each leaf has where the value is null or empty.</summary>
    private void Skip(ParquetNode node, int level)
    {
        for (var leaf = node.FirstLeaf; leaf < node.EndLeaf; leaf++)
        {
            if (DefinitionOf(leaf) >= level)
            {
                throw Contradiction();
            }

            Step(leaf);
        }
    }

    private void Step(int leaf)
    {
        ref var cursor = ref _cursors[leaf - _firstLeaf];
        cursor.Value += _leaves[leaf].HasValueAt(cursor.Entry) ? 1 : 0;
        cursor.Entry++;
    }

    private int DefinitionOf(int leaf)
    {
        var cursor = _cursors[leaf - _firstLeaf];
        return cursor.Entry < cursor.End ? _leaves[leaf].DefinitionAt(cursor.Entry) : throw Contradiction();
    }

    /// <summary>The repetition level of the leaf's next entry; 0, a new row, where there is none.</summary>
    private int RepetitionOf(int leaf)
    {
        var cursor = _cursors[leaf - _firstLeaf];
        return cursor.Entry < cursor.End ? _leaves[leaf].RepetitionAt(cursor.Entry) : 0;
    }

    private static InvalidDataException Contradiction() => new("its parts do not fit together, the file is damaged; write it again");
}
