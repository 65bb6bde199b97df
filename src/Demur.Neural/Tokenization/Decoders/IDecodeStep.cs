namespace Demur.Neural.Tokenization.Decoders;

/// <summary>The state of one decoding rule for one stream of tokens.</summary>
internal interface IDecodeStep
{
    /// <summary>Takes a piece and adds what can be said of it so far.</summary>
    void Push(DecodedPiece piece, List<DecodedPiece> output);

    /// <summary>Adds what was held back, as nothing more comes.</summary>
    void Finish(List<DecodedPiece> output);
}
