using System.Reflection;

namespace Headroom.Cli.Output;

/// <summary>The product's version, as the project file states it.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
