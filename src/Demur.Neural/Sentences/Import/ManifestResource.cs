using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>Reads what an assembly carries as manifest resources, from its file: the assembly is never loaded.</summary>
internal static class ManifestResource
{
    private const int ChunkBytes = 81_920;

    /// <summary>Copies a resource into a file.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="name">The resource's full name.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="target">Where it goes.</param>
    /// <exception cref="DemurException">The file is no assembly, or has no such resource of at most that size.</exception>
    internal static void Extract(string assembly, string name, long most, string target)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(assembly));
            var content = Find(assembly, image, name);
            if (content.RemainingBytes > most)
            {
                throw CheckpointError.Invalid(assembly, $"resource {name}", $"it has {content.RemainingBytes} bytes, and at most {most} were expected.");
            }

            using var file = File.Create(target);
            var chunk = new byte[ChunkBytes];
            while (content.RemainingBytes > 0)
            {
                var count = Math.Min(chunk.Length, content.RemainingBytes);
                content.ReadBytes(count, chunk, 0);
                file.Write(chunk, 0, count);
            }
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw CheckpointError.Invalid(assembly, "content", "the file is no .NET assembly, or a damaged one.", error);
        }
    }

    // ECMA-335, II.24.2.4: a resource is its length in four bytes, then its bytes, at an offset into the directory that the header names.
    private static BlobReader Find(string assembly, PEReader image, string name)
    {
        var metadata = image.GetMetadataReader();
        foreach (var resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
        {
            if (resource.Implementation.IsNil && metadata.StringComparer.Equals(resource.Name, name))
            {
                var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
                var block = image.GetSectionData(directory.RelativeVirtualAddress).GetReader(0, directory.Size);
                block.Offset = checked((int)resource.Offset);
                var length = block.ReadInt32();
                return length >= 0 && length <= block.RemainingBytes
                    ? image.GetSectionData(directory.RelativeVirtualAddress).GetReader(block.Offset, length)
                    : throw CheckpointError.Invalid(assembly, $"resource {name}", $"its length is stated as {length}, and {block.RemainingBytes} bytes follow.");
            }
        }

        throw CheckpointError.NotThere(assembly, $"the assembly carries no resource {name}; it is not the package that was expected.");
    }
}
