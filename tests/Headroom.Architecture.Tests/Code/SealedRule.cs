using Mono.Cecil;

namespace Headroom.Architecture.Tests.Code;

/// <summary>
/// Concrete classes are sealed: whoever wants one open says so by making it abstract. The Razor compiler writes
/// components, and has no word for it.
/// </summary>
internal static class SealedRule
{
    public static IEnumerable<string> Faults(IEnumerable<TypeDefinition> types) => types
        .Where(type => type.IsClass && !type.IsAbstract && !type.IsSealed && !type.IsValueType)
        .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
        .Where(type => type.FullName != "Program")
        .Where(type => type.Name != "_Imports")
        .Where(type => type.BaseType?.FullName != "Microsoft.AspNetCore.Components.ComponentBase")
        .Select(type => $"{type.FullName} is neither sealed nor abstract");
}
