using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Demur.Decisions;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>What a splitter or a replacement looks for: a string or a regular expression over whole characters, bounded in time.</summary>
internal sealed class TextPattern
{
    private const int MaximumLength = 8192;
    private const int CompileAfter = 200_000;
    private readonly string? _literal;
    private readonly string? _source;
    private readonly string _where;
    private Regex? _regex;
    private int _uncompiled;

    private TextPattern(string? literal, string? source, string where)
    {
        _literal = literal;
        _source = source;
        _where = where;
        if (source is not null)
        {
            _regex = KnownPatterns.Find(source);
            _uncompiled = _regex is null ? CompileAfter : -1;
            _regex ??= Build(RegexOptions.CultureInvariant);
        }
    }

    /// <summary>The text looked for, where the pattern is one.</summary>
    public string? Literal => _literal;

    /// <summary>The regular expression looked for, where the pattern is one.</summary>
    public string? Source => _source;

    public static TextPattern OfText(string text) => new(text, null, "pattern");

    public static TextPattern OfRegex(string pattern, string where) => new(null, pattern, where);

    /// <summary>Reads <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    public static TextPattern Read(JsonField field)
    {
        if (field.TextOrNull("String") is { } text)
        {
            return text.Length > 0 ? OfText(text) : throw field.Error("looks for an empty string");
        }

        return OfRegex(field.Text("Regex"), $"{field.File}: '{field.Path}'");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(_literal is null ? "Regex" : "String", _literal ?? _source);
        writer.WriteEndObject();
    }

    /// <summary>Adds the matches within a stretch of text, whose neighbours the pattern does not see.</summary>
    public void Match(string text, TextSpan within, List<TextSpan> matches)
    {
        var span = text.AsSpan(within.Start, within.Length);
        if (_literal is { Length: > 0 } literal)
        {
            for (int at, from = 0; (at = span[from..].IndexOf(literal, StringComparison.Ordinal)) >= 0; from += at + literal.Length)
            {
                matches.Add(new TextSpan(within.Start + from + at, literal.Length));
            }
        }
        else if (_regex is not null)
        {
            MatchRegex(span, within.Start, matches);
        }
    }

    private void MatchRegex(ReadOnlySpan<char> span, int start, List<TextSpan> matches)
    {
        CompileWhenBusy(span.Length);
        try
        {
            if (ShadowText.Needed(span))
            {
                MatchShadow(span, start, matches);
                return;
            }

            foreach (var match in _regex!.EnumerateMatches(span))
            {
                matches.Add(new TextSpan(start + match.Index, match.Length));
            }
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new DemurException($"{_where}: the pattern took more than {KnownPatterns.TimeoutMilliseconds / 1000} s on one match; it backtracks too much to be used.", error);
        }
    }

    private void MatchShadow(ReadOnlySpan<char> span, int start, List<TextSpan> matches)
    {
        var shadow = ArrayPool<char>.Shared.Rent(span.Length);
        var places = ArrayPool<int>.Shared.Rent(span.Length + 1);
        try
        {
            var count = ShadowText.Cast(span, shadow, places);
            foreach (var match in _regex!.EnumerateMatches(shadow.AsSpan(0, count)))
            {
                var from = places[match.Index];
                matches.Add(new TextSpan(start + from, places[match.Index + match.Length] - from));
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(shadow);
            ArrayPool<int>.Shared.Return(places);
        }
    }

    /// <summary>Compiling costs tens of milliseconds, which only a pattern in steady use earns back.</summary>
    private void CompileWhenBusy(int length)
    {
        if (_uncompiled > 0 && Interlocked.Add(ref _uncompiled, -Math.Min(length, CompileAfter)) <= 0)
        {
            _regex = Build(RegexOptions.CultureInvariant | RegexOptions.Compiled);
        }
    }

    private Regex Build(RegexOptions options)
    {
        if (_source!.Length > MaximumLength)
        {
            throw new DemurException($"{_where}: the pattern has {_source.Length} characters; at most {MaximumLength} are allowed.");
        }

        try
        {
            return new Regex(PatternTranslator.Translate(_source), options, TimeSpan.FromMilliseconds(KnownPatterns.TimeoutMilliseconds));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new DemurException($"{_where}: the pattern '{(_source.Length > 80 ? _source[..80] + "…" : _source)}' cannot be used: {error.Message.TrimEnd('.')}.", error);
        }
    }
}
