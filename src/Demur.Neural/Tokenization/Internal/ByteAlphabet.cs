using System.Text;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>The printable stand-ins that byte-level tokenizers write bytes with: one character for each of the 256 bytes.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = BuildCharacters();
    private static readonly short[] Bytes = BuildBytes();

    public static char CharacterOf(byte value) => Characters[value];

    /// <summary>The byte that a character stands for, or −1.</summary>
    public static int ByteOf(char character) => character < Bytes.Length ? Bytes[character] : -1;

    /// <summary>Writes a text's UTF-8 bytes in the alphabet.</summary>
    public static string Spell(ReadOnlySpan<char> text)
    {
        var spelled = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text.ToArray()))
        {
            spelled.Append(Characters[value]);
        }

        return spelled.ToString();
    }

    private static char[] BuildCharacters()
    {
        var characters = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            // Bytes that print as themselves in Latin-1 stand for themselves; the others follow from U+0100 on, in order.
            var prints = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[value] = prints ? (char)value : (char)next++;
        }

        return characters;
    }

    private static short[] BuildBytes()
    {
        var bytes = new short[Characters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < 256; value++)
        {
            bytes[Characters[value]] = (short)value;
        }

        return bytes;
    }
}
