namespace Demur.Neural.Decoding;

/// <summary>The architectures that <see cref="CausalLm"/> computes; each fixes norms, biases, masks and the names of its tensors.</summary>
public enum ModelFamily
{
    /// <summary>Llama 1 to 3 and everything that calls itself <c>LlamaForCausalLM</c>.</summary>
    Llama,

    /// <summary>Mistral: Llama with a sliding window on every layer where the configuration names one.</summary>
    Mistral,

    /// <summary>Qwen 2 and 2.5: Llama with biases on queries, keys and values.</summary>
    Qwen2,

    /// <summary>Qwen 3: a norm over each query and key head instead of biases.</summary>
    Qwen3,

    /// <summary>Gemma 1: norms that multiply by one plus their weight, scaled embeddings, gated GELU.</summary>
    Gemma,

    /// <summary>Gemma 2: norms before and after each part, soft caps, every second layer local.</summary>
    Gemma2,

    /// <summary>Gemma 3 (text): query and key norms, five local layers to a global one, each kind with its own rotary base.</summary>
    Gemma3,

    /// <summary>Phi-3 and Phi-4: one tensor for queries, keys and values, one for gate and up.</summary>
    Phi3,

    /// <summary>Mixtral: Mistral with routed experts in every layer.</summary>
    Mixtral,

    /// <summary>Qwen 1.5 and 2 with routed experts and a gated shared expert.</summary>
    Qwen2Moe,

    /// <summary>Qwen 3 with routed experts.</summary>
    Qwen3Moe,

    /// <summary>DeepSeek-MoE (version 1): dense first layers, routed and shared experts, ordinary attention.</summary>
    DeepSeekMoe,
}
