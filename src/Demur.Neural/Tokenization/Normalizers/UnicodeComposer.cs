using System.Text;
using Demur.Neural.Tokenization.Internal;
using Demur.Unicode;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Brings a run of code points into a normal form (Unicode Standard Annex 15): decompose, order the marks, compose.</summary>
/// <remarks>The runtime's own normalisation returns its input where globalisation is invariant, as in all of Demur.</remarks>
internal sealed class UnicodeComposer(UnicodeForm form)
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int HangulCount = 19 * VowelCount * TailCount;
    private readonly UnicodeTable _table = UnicodeTable.Shared;
    private readonly bool _compatible = form is UnicodeForm.Nfkc or UnicodeForm.Nfkd;
    private readonly bool _composes = form is UnicodeForm.Nfc or UnicodeForm.Nfkc;
    private readonly List<int> _codes = [];

    /// <summary>Whether a character can only start a cluster: nothing before it combines with it.</summary>
    public bool IsBoundary(int code) => code < 0x300 || (_table.ClassOf(code) == 0 && code is not (>= VowelBase and <= 0x11FF) && !CombinesBackwards(code));

    /// <summary>Normalises a cluster.</summary>
    public string Normalize(ReadOnlySpan<char> cluster)
    {
        _codes.Clear();
        for (var i = 0; i < cluster.Length;)
        {
            var rune = Characters.At(cluster, i, out var width);
            _table.Decompose(rune.Value, _compatible, _codes);
            i += width;
        }

        OrderMarks();
        if (_composes)
        {
            Compose();
        }

        var text = new StringBuilder(_codes.Count);
        foreach (var code in _codes)
        {
            text.Append(new Rune(code).ToString());
        }

        return text.ToString();
    }

    /// <summary>Some characters of class 0 compose with what stands before them, or decompose to marks.</summary>
    private bool CombinesBackwards(int code) => code switch
    {
        0x09BE or 0x09D7 or 0x0B3E or 0x0B56 or 0x0B57 or 0x0BBE or 0x0BD7 or 0x0CC2 or 0x0CD5 or 0x0CD6 or 0x0D3E or 0x0D57
            or 0x0DCF or 0x0DDF or 0x102E or 0x1B35 or 0x11127 or 0x1133E or 0x11357 or 0x114B0 or 0x114BA or 0x114BD or 0x115AF or 0x11930 => true,
        _ => _table.Decomposition(code, _compatible) is { } parts && !IsBoundary(parts[0]),
    };

    /// <summary>Sorts each run of marks by combining class, keeping the order of equals.</summary>
    private void OrderMarks()
    {
        for (var start = 0; start < _codes.Count;)
        {
            if (_table.ClassOf(_codes[start]) == 0)
            {
                start++;
                continue;
            }

            var end = start;
            while (end < _codes.Count && _table.ClassOf(_codes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] ordered = [.. _codes.GetRange(start, end - start).OrderBy(_table.ClassOf)];
                for (var i = 0; i < ordered.Length; i++)
                {
                    _codes[start + i] = ordered[i];
                }
            }

            start = end;
        }
    }

    private void Compose()
    {
        var starter = -1;
        var lastClass = 0;
        var length = 0;
        foreach (var code in _codes.ToArray())
        {
            var combining = _table.ClassOf(code);
            var adjacent = starter == length - 1;
            var blocked = !adjacent && (lastClass == 0 || lastClass >= combining);
            if (starter >= 0 && !blocked && Pair(_codes[starter], code) is >= 0 and var composed)
            {
                _codes[starter] = composed;
                continue;
            }

            starter = combining == 0 ? length : starter;
            lastClass = combining;
            _codes[length++] = code;
        }

        _codes.RemoveRange(length, _codes.Count - length);
    }

    private int Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < 19 && second - VowelBase is >= 0 and < VowelCount)
        {
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
        }

        var syllable = first - HangulBase;
        return syllable is >= 0 and < HangulCount && syllable % TailCount == 0 && second - TailBase is > 0 and < TailCount
            ? first + second - TailBase
            : _table.Compose(first, second);
    }
}
