namespace Demur.Audit.Labelling.Reading;

/// <summary>The dimensions of a response reader's network.</summary>
/// <param name="Words">The pieces in its vocabulary.</param>
/// <param name="Width">The numbers that stand for one token.</param>
/// <param name="Inner">The numbers inside a feed-forward part.</param>
/// <param name="Heads">Attention heads of a layer.</param>
/// <param name="Layers">The layers.</param>
internal readonly record struct ReaderShape(int Words, int Width, int Inner, int Heads, int Layers)
{
    /// <summary>Numbers of one head.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Whether the network can be computed: its parts must fill whole panels.</summary>
    public bool IsSound =>
        Words > 0 && Layers > 0 && Heads > 0 && Width > 0 && Inner > 0
        && Width % Heads == 0 && HeadWidth % PackedMatrix.PanelWidth == 0 && Inner % PackedMatrix.PanelWidth == 0;
}
