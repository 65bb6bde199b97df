using Demur.Audit.Labelling.Features;

namespace Demur.Audit.Labelling.Text;

/// <summary>A word of a text.</summary>
/// <param name="Hash">The hash of the folded word.</param>
/// <param name="Start">Its first UTF-16 unit in the text.</param>
/// <param name="End">The unit just past it.</param>
/// <param name="Sentence">The number of its sentence, from 0.</param>
internal readonly record struct Token(ulong Hash, int Start, int End, int Sentence) : INgramWord
{
    /// <inheritdoc/>
    public int FirstWord(int at) => at;

    /// <inheritdoc/>
    public int EndWord(int at) => at + 1;
}
