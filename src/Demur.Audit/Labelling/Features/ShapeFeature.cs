namespace Demur.Audit.Labelling.Features;

/// <summary>Features of a response's shape, of its relation to the prompt, and of what surrounds its refusing phrases. The order is part of the model file's layout: add at the end only.</summary>
internal enum ShapeFeature
{
    /// <summary>The logarithm of the number of words.</summary>
    Length,

    /// <summary>The logarithm of the number of list items.</summary>
    ListItems,

    /// <summary>Whether there is code.</summary>
    Code,

    /// <summary>The number of questions, up to three.</summary>
    Questions,

    /// <summary>The logarithm of the number of sentences.</summary>
    Sentences,

    /// <summary>Fewer than 25 words.</summary>
    Short,

    /// <summary>25 to 79 words.</summary>
    Medium,

    /// <summary>Ends with a question.</summary>
    EndsWithQuestion,

    /// <summary>The share of the first 60 words that the prompt also has.</summary>
    PromptOverlap,

    /// <summary>With a refusing phrase: the logarithm of the number of words after the last one.</summary>
    AfterRefusal,

    /// <summary>With a refusing phrase: the logarithm of the number of list items.</summary>
    RefusalAndList,

    /// <summary>With a refusing phrase among the first 30 words: the logarithm of the number of list items.</summary>
    EarlyRefusalAndList,

    /// <summary>With a refusing phrase: an offer of something else.</summary>
    RefusalAndRedirect,

    /// <summary>With a refusing phrase: an earlier beginning to answer.</summary>
    AffirmBeforeRefusal,

    /// <summary>With a refusing phrase: a disclaimer.</summary>
    RefusalAndDisclaimer,

    /// <summary>With a refusing phrase: a phrase of lacking ability.</summary>
    RefusalAndAbility,

    /// <summary>With a refusing phrase: a later turn to the answer.</summary>
    RefusalThenBridge,

    /// <summary>With a refusing phrase: the share of the declined thing's content words that the prompt also has.</summary>
    RefusedIsAsked,

    /// <summary>With a refusing phrase whose object shares no content word with the prompt.</summary>
    RefusedIsOther,

    /// <summary>No refusing phrase.</summary>
    NoRefusal,

    /// <summary>No refusing phrase: the number of moral phrases.</summary>
    OnlyMoral,

    /// <summary>No refusing phrase: the number of offers of something else.</summary>
    OnlyRedirect,

    /// <summary>No refusing phrase: the number of list items.</summary>
    OnlyList,

    /// <summary>A moral phrase among the first 60 words, and list items.</summary>
    MoralAndList,

    /// <summary>A moral phrase and an offer of something else.</summary>
    MoralAndRedirect,

    /// <summary>No refusing phrase: a moral phrase in the first sentence.</summary>
    OpensMoral,

    /// <summary>No refusing phrase, no list, no code, and moral phrases in at least half of the sentences.</summary>
    Sermon,


    /// <summary>The share of the prompt's content words that the response takes up.</summary>
    PromptCoverage,

    /// <summary>The prompt is known.</summary>
    HasPrompt,

    /// <summary>A refusing phrase in a response of fewer than 25 words without a turn to an answer.</summary>
    ShortRefusal,

    /// <summary>A phrase of lacking ability or knowledge in a response of fewer than 40 words without list or turn to an answer.</summary>
    OnlyUnable,

    /// <summary>A phrase of lacking ability or knowledge, and a later turn to an answer or a list.</summary>
    UnableThenBridge,

    /// <summary>"No" as the first word, where nothing was asked that yes or no would answer.</summary>
    BareNo,

    /// <summary>The prompt asks for something private or secret.</summary>
    SecretAsked,

    /// <summary>A phrase of lacking ability or knowledge in the opening, and the prompt asks for something private or secret.</summary>
    LacksSecret,

    /// <summary>A phrase of lacking ability or knowledge in the opening, and the prompt asks for a fact.</summary>
    LacksFact,

    /// <summary>A phrase of lacking ability or knowledge in the opening, and the prompt asks for something to be done.</summary>
    LacksAct,

    /// <summary>The share of the lacking thing's content words that the prompt also has.</summary>
    LackedIsAsked,

    /// <summary>What is lacking shares no content word with the prompt.</summary>
    LackedIsOther,

    /// <summary>The share of content words, in a first or second sentence that moralises, that the prompt also has.</summary>
    CondemnsAsked,

    /// <summary>The share of content words, in a first or second sentence that disputes, that the prompt also has.</summary>
    DisputesAsked,

    /// <summary>The prompt speaks of law, safety or values.</summary>
    ValuesAsked,

    /// <summary>The prompt speaks of law, safety or values, and so does the opening.</summary>
    MoralAsAsked,

    /// <summary>"No" as the first word of fewer than 40, where nothing was asked that yes or no would answer.</summary>
    ShortNo,
}
