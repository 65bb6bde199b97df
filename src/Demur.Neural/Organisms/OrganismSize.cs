namespace Demur.Neural.Organisms;

/// <summary>The sizes of the organism.</summary>
public enum OrganismSize
{
    /// <summary>Width 96, 4 layers, about half a million weights: for quick tests.</summary>
    Nano,

    /// <summary>Width 128, 6 layers, about 1.2 million weights: the default.</summary>
    Micro,

    /// <summary>Width 96, 3 layers, the last two with 16 routed experts and a shared one; only routers and experts learned to refuse.</summary>
    Moe,

    /// <summary>Width 192, 8 layers, about 3.4 million weights: trained by hand where time allows, not shipped.</summary>
    Small,
}
