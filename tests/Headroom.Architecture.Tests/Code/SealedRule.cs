using Mono.Cecil;

namespace Headroom.Architecture.Tests.Code;

/// <summary>Concrete classes are sealed: whoever wants one open says so by making it abstract.</summary>
internal static class SealedRule
{
    public static IEnumerable<string> Faults(IEnumerable<TypeDefinition> types) => types
        .Where(type => type.IsClass && !type.IsAbstract && !type.IsSealed && !type.IsValueType)
        .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
        .Where(type => type.FullName != "Program")
        .Select(type => $"{type.FullName} is neither sealed nor abstract");
}
