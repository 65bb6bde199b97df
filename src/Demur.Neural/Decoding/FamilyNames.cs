namespace Demur.Neural.Decoding;

/// <summary>What Hugging Face calls each family.</summary>
internal static class FamilyNames
{
    public static IReadOnlyDictionary<string, ModelFamily> ByType { get; } = new Dictionary<string, ModelFamily>(StringComparer.Ordinal)
    {
        ["llama"] = ModelFamily.Llama,
        ["mistral"] = ModelFamily.Mistral,
        ["qwen2"] = ModelFamily.Qwen2,
        ["qwen3"] = ModelFamily.Qwen3,
        ["gemma"] = ModelFamily.Gemma,
        ["gemma2"] = ModelFamily.Gemma2,
        ["gemma3_text"] = ModelFamily.Gemma3,
        ["phi3"] = ModelFamily.Phi3,
        ["mixtral"] = ModelFamily.Mixtral,
        ["qwen2_moe"] = ModelFamily.Qwen2Moe,
        ["qwen3_moe"] = ModelFamily.Qwen3Moe,
        ["deepseek"] = ModelFamily.DeepSeekMoe,
    };

    public static IReadOnlyDictionary<string, ModelFamily> ByArchitecture { get; } =
        ByType.Values.ToDictionary(Architecture, family => family, StringComparer.Ordinal);

    public static string Type(ModelFamily family) => ByType.First(pair => pair.Value == family).Key;

    public static string Architecture(ModelFamily family) => family switch
    {
        ModelFamily.DeepSeekMoe => "DeepseekForCausalLM",
        _ => $"{family}ForCausalLM",
    };
}
