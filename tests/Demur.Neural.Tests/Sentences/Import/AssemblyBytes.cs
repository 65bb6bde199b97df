using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Demur.Neural.Tests.Sentences.Import;

/// <summary>An assembly without code that carries resources.</summary>
internal static class AssemblyBytes
{
    /// <summary>Builds the assembly.</summary>
    /// <param name="resources">Names and contents; a content of null is one that lies in another file.</param>
    public static byte[] Of(params (string Name, byte[]? Content)[] resources)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("carrier.dll"), metadata.GetOrAddGuid(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("carrier"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.Sha256);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var content = new BlobBuilder();
        foreach (var (name, bytes) in resources)
        {
            var elsewhere = bytes is null ? metadata.AddAssemblyFile(metadata.GetOrAddString("other.bin"), default, containsMetadata: false) : default;
            metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(name), elsewhere, bytes is null ? 0 : (uint)content.Count);
            if (bytes is not null)
            {
                content.WriteInt32(bytes.Length);
                content.WriteBytes(bytes);
                content.Align(8);
            }
        }

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder(), managedResources: content).Serialize(image);
        return image.ToArray();
    }
}
