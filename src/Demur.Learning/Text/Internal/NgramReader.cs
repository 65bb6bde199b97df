using System.Text;

namespace Demur.Learning.Text.Internal;

/// <summary>Cuts a text into n-grams by scikit-learn's rules, without allocating: the text is folded into the workspace once and every n-gram is a stretch of it.</summary>
internal static class NgramReader
{
    /// <summary>Reads all n-grams of a text, shortest first as scikit-learn orders them.</summary>
    public static void Read<TSink>(ReadOnlySpan<char> text, TfidfOptions options, TextWorkspace workspace, ref TSink sink, bool withOrigins)
        where TSink : INgramSink, allows ref struct
    {
        workspace.Reset(text.Length, withOrigins);
        var origins = withOrigins ? workspace.Origins.AsSpan() : [];
        var length = options.Lowercase
            ? TextFolding.Lower(text, workspace.Lowered, origins)
            : TextFolding.Copy(text, workspace.Lowered, origins);
        var lowered = workspace.Lowered.AsSpan(0, length);
        switch (options.Analyzer)
        {
            case NgramAnalyzer.Word:
                ReadWords(FoldWords(lowered, options.MinWordLength, workspace, origins), options, workspace, ref sink);
                break;
            case NgramAnalyzer.Character:
                FoldSpaces(lowered, workspace, origins);
                ReadCharacters(0, MarkCharacters(0, workspace.FoldedLength, workspace), options, workspace, ref sink, isWord: false);
                break;
            default:
                FoldSpaces(lowered, workspace, origins);
                ReadPaddedWords(options, workspace, origins, ref sink);
                break;
        }
    }

    /// <summary>Writes the words, one space apart; Marks holds each word's start, and past the last the length plus one.</summary>
    private static int FoldWords(ReadOnlySpan<char> lowered, int minLength, TextWorkspace workspace, Span<int> origins)
    {
        var words = 0;
        var written = 0;
        for (var position = 0; position < lowered.Length;)
        {
            var start = position;
            var characters = 0;
            while (position < lowered.Length && WordCharacter(lowered, position) is var units && units > 0)
            {
                position += units;
                characters++;
            }

            if (characters >= minLength)
            {
                workspace.Marks[words++] = written;
                written = Append(lowered[start..position], start, written, workspace, origins);
            }

            position += characters == 0 ? 1 : 0;
        }

        workspace.Marks[words] = written;
        Hash(Math.Max(0, written - 1), workspace);
        return words;
    }

    /// <summary>The UTF-16 units of the word character at a position; 0 when there is none.</summary>
    private static int WordCharacter(ReadOnlySpan<char> text, int position)
    {
        var character = text[position];
        if (!char.IsSurrogate(character))
        {
            return TextFolding.IsWord(character) ? 1 : 0;
        }

        return Rune.DecodeFromUtf16(text[position..], out var rune, out var units) == System.Buffers.OperationStatus.Done
            && TextFolding.IsWord(rune) ? units : 0;
    }

    private static int Append(ReadOnlySpan<char> word, int start, int written, TextWorkspace workspace, Span<int> origins)
    {
        word.CopyTo(workspace.Folded.AsSpan(written));
        workspace.Folded[written + word.Length] = ' ';
        if (origins.Length > 0)
        {
            // Words only move to the left, so what is overwritten has been read.
            origins.Slice(start, word.Length).CopyTo(origins[written..]);
        }

        return written + word.Length + 1;
    }

    private static void ReadWords<TSink>(int words, TfidfOptions options, TextWorkspace workspace, ref TSink sink)
        where TSink : INgramSink, allows ref struct
    {
        for (var size = options.MinNgram; size <= Math.Min(options.MaxNgram, words); size++)
        {
            for (var first = 0; first + size <= words; first++)
            {
                Emit(workspace.Marks[first], workspace.Marks[first + size] - 1, workspace, ref sink);
            }
        }
    }

    /// <summary>Copies the text, each run of two or more white-space characters as one space; a single one stays as it is.</summary>
    private static void FoldSpaces(ReadOnlySpan<char> lowered, TextWorkspace workspace, Span<int> origins)
    {
        var written = 0;
        for (var position = 0; position < lowered.Length; position++)
        {
            var character = lowered[position];
            var origin = origins.Length > 0 ? origins[position] : 0;
            if (TextFolding.IsSpace(character) && position + 1 < lowered.Length && TextFolding.IsSpace(lowered[position + 1]))
            {
                character = ' ';
                while (position + 1 < lowered.Length && TextFolding.IsSpace(lowered[position + 1]))
                {
                    position++;
                }
            }

            workspace.Folded[written] = character;
            if (origins.Length > 0)
            {
                origins[written] = origin;
            }

            written++;
        }

        Hash(written, workspace);
    }

    /// <summary>Rewrites the folded text as words between single spaces, then reads each word with its two spaces.</summary>
    private static void ReadPaddedWords<TSink>(TfidfOptions options, TextWorkspace workspace, Span<int> origins, ref TSink sink)
        where TSink : INgramSink, allows ref struct
    {
        var written = 0;
        var source = workspace.Folded.AsSpan(0, workspace.FoldedLength);
        source.CopyTo(workspace.Lowered);
        source = workspace.Lowered.AsSpan(0, source.Length);
        if (origins.Length > 0)
        {
            origins[..source.Length].CopyTo(workspace.Marks);
        }

        var folded = workspace.Folded;
        folded[written++] = ' ';
        for (var position = 0; position < source.Length; position++)
        {
            var isSpace = TextFolding.IsSpace(source[position]);
            if (isSpace && folded[written - 1] == ' ')
            {
                continue;
            }

            folded[written] = isSpace ? ' ' : source[position];
            if (origins.Length > 0)
            {
                origins[written] = workspace.Marks[position];
            }

            written++;
        }

        if (folded[written - 1] != ' ')
        {
            folded[written++] = ' ';
        }

        Hash(written, workspace);
        ReadEachWord(options, workspace, ref sink);
    }

    private static void ReadEachWord<TSink>(TfidfOptions options, TextWorkspace workspace, ref TSink sink)
        where TSink : INgramSink, allows ref struct
    {
        var start = 0;
        while (start + 1 < workspace.FoldedLength)
        {
            var end = workspace.Folded.AsSpan(start + 1).IndexOf(' ') + start + 2;
            ReadCharacters(start, MarkCharacters(start, end, workspace), options, workspace, ref sink, isWord: true);
            start = end - 1;
        }
    }

    /// <summary>Notes where each character of a stretch starts, so that a surrogate pair counts as one character; returns their number.</summary>
    private static int MarkCharacters(int start, int end, TextWorkspace workspace)
    {
        var count = 0;
        for (var position = start; position < end; position++)
        {
            workspace.Marks[count++] = position;
            var isPair = char.IsHighSurrogate(workspace.Folded[position]) && position + 1 < end && char.IsLowSurrogate(workspace.Folded[position + 1]);
            position += isPair ? 1 : 0;
        }

        workspace.Marks[count] = end;
        return count;
    }

    private static void ReadCharacters<TSink>(int start, int characters, TfidfOptions options, TextWorkspace workspace, ref TSink sink, bool isWord)
        where TSink : INgramSink, allows ref struct
    {
        for (var size = options.MinNgram; size <= Math.Min(options.MaxNgram, characters); size++)
        {
            for (var first = 0; first + size <= characters; first++)
            {
                Emit(workspace.Marks[first], workspace.Marks[first + size], workspace, ref sink);
            }
        }

        // A padded word shorter than the shortest n-gram counts once, whole.
        if (isWord && characters < options.MinNgram)
        {
            Emit(start, workspace.Marks[characters], workspace, ref sink);
        }
    }

    private static void Hash(int length, TextWorkspace workspace)
    {
        workspace.FoldedLength = length;
        NgramHash.FillPrefixes(workspace.Folded.AsSpan(0, length), workspace.Prefixes);
    }

    private static void Emit<TSink>(int start, int end, TextWorkspace workspace, ref TSink sink)
        where TSink : INgramSink, allows ref struct =>
        sink.Add(workspace.Folded.AsSpan(start, end - start), NgramHash.Of(workspace.Prefixes, workspace.Powers, start, end), start);
}
