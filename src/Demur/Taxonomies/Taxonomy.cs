using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demur.Taxonomies;

/// <summary>A named, versioned list of categories, as data, so that a team can bring its own.</summary>
public sealed class Taxonomy
{
    private readonly Dictionary<string, Category> _byId;

    /// <summary>Creates a taxonomy.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="categories">Its categories, in the order in which reports show them.</param>
    /// <exception cref="DemurException">Two categories share an identifier.</exception>
    [JsonConstructor]
    public Taxonomy(string name, string version, IReadOnlyList<Category> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        Name = name;
        Version = version;
        Categories = categories;
        _byId = new Dictionary<string, Category>(StringComparer.Ordinal);
        foreach (var category in categories)
        {
            if (!_byId.TryAdd(category.Id, category))
            {
                throw new DemurException(ErrorCode.BadInput, $"Taxonomy '{name}' has two categories '{category.Id}'; give each its own id.");
            }
        }
    }

    /// <summary>The taxonomy's name.</summary>
    public string Name { get; }

    /// <summary>The taxonomy's version.</summary>
    public string Version { get; }

    /// <summary>The categories, in the order in which reports show them.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>Reads a taxonomy from JSON with the fields <c>name</c>, <c>version</c> and <c>categories</c>.</summary>
    /// <param name="json">The stream; it is read to its end and left open.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <returns>The taxonomy.</returns>
    /// <exception cref="DemurException">The JSON is broken or lacks a field.</exception>
    public static Taxonomy Load(Stream json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, TaxonomyJsonContext.Default.Taxonomy)
                ?? throw new DemurException(ErrorCode.BadInput, $"{source}: holds no taxonomy; expected an object with name, version and categories.");
        }
        catch (JsonException error)
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{source}:{(error.LineNumber ?? 0) + 1}: not a taxonomy: {error.Message} Expected name, version and categories with id, name, group and description.",
                error);
        }
    }

    /// <summary>Finds a category.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>The category, or null.</returns>
    public Category? Find(string id) => _byId.GetValueOrDefault(id);
}
