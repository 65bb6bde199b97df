using System.Runtime.InteropServices;

namespace Demur.Learning.Trees;

/// <summary>One node of a tree: a question about one feature, or a leaf.</summary>
/// <param name="Feature">The feature asked about; -1 for a leaf.</param>
/// <param name="Threshold">Values up to and including it go left; 0 for a leaf.</param>
/// <param name="Left">The left child's index in the ensemble; 0 for a leaf.</param>
/// <param name="Right">The right child's index in the ensemble; 0 for a leaf.</param>
/// <param name="Value">What a leaf answers; 0 for other nodes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TreeNode(int Feature, double Threshold, int Left, int Right, double Value)
{
    /// <summary>Whether the node answers.</summary>
    public bool IsLeaf => Feature < 0;
}
