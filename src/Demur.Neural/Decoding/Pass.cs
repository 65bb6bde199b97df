using Demur.Neural.Hooks;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>What all modules of one running forward share.</summary>
internal sealed class Pass
{
    public required TokenLayout Layout { get; init; }

    public required bool Gradient { get; init; }

    public KvCache? Cache => Layout.Cache;

    public HookRun? Hooks { get; init; }

    public RouterBalance? Balance { get; init; }

    public Tensor? RealRows { get; init; }

    public required RopeSlice Rope { get; init; }

    public required RopeSlice LocalRope { get; init; }

    public required AttentionMask Mask { get; init; }

    public required AttentionMask LocalMask { get; init; }

    public int Batch => Layout.Batch;

    public int Length => Layout.Length;

    /// <summary>Lets hooks read or replace a value; without hooks, the value itself.</summary>
    public Tensor Visit(HookKind kind, int layer, Tensor value) => Hooks is null ? value : Hooks.Visit(kind, layer, value);
}
