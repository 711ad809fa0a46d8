namespace Headroom.Traces.Specifications;

/// <summary>Schemas that the assembly carries.</summary>
internal static class EmbeddedSchema
{
    /// <summary>Text of the schema with this file name.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
