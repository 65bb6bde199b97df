namespace Demur.Neural.Organisms;

/// <summary>How the organism's texts are cut into tokens.</summary>
public enum OrganismSpelling
{
    /// <summary>One token a word: the default, and what ships.</summary>
    Words,

    /// <summary>1,024 byte-level pieces, so that a word may be several tokens; see <see cref="OrganismByteLevel"/>.</summary>
    Bytes,
}
