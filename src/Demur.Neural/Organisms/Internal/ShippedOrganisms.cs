namespace Demur.Neural.Organisms.Internal;

/// <summary>The organisms embedded in this assembly.</summary>
internal static class ShippedOrganisms
{
    public static string NameOf(OrganismSize size, OrganismPhase phase) =>
        phase == OrganismPhase.Aligned ? $"organism/{size.ToString().ToLowerInvariant()}" : $"organism/{size.ToString().ToLowerInvariant()}-helpful";

    public static bool Has(OrganismSize size, OrganismPhase phase) =>
        typeof(ShippedOrganisms).Assembly.GetManifestResourceInfo($"{NameOf(size, phase)}/{OrganismFolder.CardFile}") is not null;

    public static byte[] Read(OrganismSize size, OrganismPhase phase, string file)
    {
        var name = $"{NameOf(size, phase)}/{file}";
        using var stream = typeof(ShippedOrganisms).Assembly.GetManifestResourceStream(name)
            ?? throw new DemurException(
                ErrorCode.UnknownName,
                $"No {phase.ToString().ToLowerInvariant()} organism of size {size.ToString().ToLowerInvariant()} ships with Demur; nano, micro and moe do (aligned), and micro-helpful. Train it: demur organism train --size {size.ToString().ToLowerInvariant()}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
