using Mono.Cecil;

namespace Headroom.Architecture.Tests.Code;

/// <summary>The types of a compiled assembly, nested and generated ones included.</summary>
internal static class CompiledModule
{
    public static IReadOnlyList<TypeDefinition> Types(string assembly)
    {
        var path = Path.Combine(
            AppContext.BaseDirectory, $"{(assembly == "Headroom.Cli" ? "headroom" : assembly)}.dll");
        return [.. ModuleDefinition.ReadModule(path).Types.SelectMany(WithNested)];
    }

    /// <summary>The namespace that a type was written in: nested types have none of their own.</summary>
    public static string NamespaceOf(TypeReference type) =>
        type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    /// <summary>The type as its author knows it: what the compiler generates is nested in it.</summary>
    public static string NameOf(TypeDefinition type) =>
        type.DeclaringType is { } outer && type.Name.StartsWith('<') ? NameOf(outer) : type.FullName;

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
