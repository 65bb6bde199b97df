using static TorchSharp.torch;

namespace Demur.Neural.Training;

/// <summary>What training makes smaller: computes one number from a batch, with its gradient. Recipes differ in this and in their data, in nothing else.</summary>
/// <param name="batch">The rows of one step, or of one part of it when gradients are accumulated.</param>
/// <returns>A scalar; it becomes the trainer's. Tensors made on the way are disposed by the trainer.</returns>
public delegate Tensor TrainingLoss(TrainingBatch batch);
