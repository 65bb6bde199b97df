using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>The tokens that a <see cref="Where"/> selects in one forward.</summary>
/// <param name="Count">How many.</param>
/// <param name="All">Whether every position is selected.</param>
/// <param name="Mask">Flags, [batch, position]; null when all or none are selected.</param>
/// <param name="Indices">Flat indices of the selected, ascending; null when all or none are selected.</param>
/// <param name="Rows">How many are selected in each row.</param>
internal sealed record HookSelection(int Count, bool All, Tensor? Mask, Tensor? Indices, int[] Rows);
