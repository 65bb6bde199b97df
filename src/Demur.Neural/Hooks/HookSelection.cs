using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>The tokens that a <see cref="Where"/> selects in one forward.</summary>
/// <param name="Count">How many, padding never among them.</param>
/// <param name="All">Whether changed values are taken everywhere, on padding too (where they do not matter).</param>
/// <param name="Mask">Flags of the selected, [batch, position]; null when all or none are.</param>
/// <param name="Indices">Flat indices of the selected, ascending; null when all or none are.</param>
/// <param name="Rows">How many are selected in each row.</param>
internal sealed record HookSelection(int Count, bool All, Tensor? Mask, Tensor? Indices, int[] Rows);
