using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyModel;

namespace Survey.Web.Commands;

/// <summary>
/// A CycloneDX 1.6 document of the libraries that the build resolved, as its list beside the program names them, and of the
/// .NET that runs it. Without time or serial number: the same program on the same machine always gives the same bytes.
/// </summary>
internal static class Sbom
{
    private const string PublishedFramework = "runtimepack.";
    private static readonly Assembly Program = typeof(Application).Assembly;

    /// <exception cref="StartException">The list beside the program is missing.</exception>
    public static DependencyContext OfThisProgram() => DependencyContext.Load(Program)
        ?? throw new StartException($"There is no {Program.GetName().Name}.deps.json beside the program; without it nobody knows what it is made of.");

    public static byte[] Write(DependencyContext context)
    {
        var libraries = context.RuntimeLibraries.OrderBy(l => l.Name, StringComparer.Ordinal).ToList();
        var root = libraries.Single(l => l.Name == Program.GetName().Name);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            json.WriteNumber("version", 1);
            json.WriteStartObject("metadata");
            json.WritePropertyName("component");
            WriteComponent(json, root, "application");
            json.WriteEndObject();
            json.WriteStartArray("components");
            foreach (var library in libraries.Where(l => l != root))
            {
                WriteComponent(json, library, IsFramework(library) ? "framework" : "library");
            }

            json.WriteEndArray();
            WriteDependencies(json, libraries);
            json.WriteEndObject();
        }

        return [.. buffer.ToArray(), (byte)'\n'];
    }

    private static void WriteComponent(Utf8JsonWriter json, RuntimeLibrary library, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("bom-ref", Purl(library));
        json.WriteString("name", NameOf(library));
        json.WriteString("version", library.Version);
        if (Sha512(library) is { } hash)
        {
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("alg", "SHA-512");
            json.WriteString("content", hash);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("purl", Purl(library));
        json.WriteEndObject();
    }

    private static void WriteDependencies(Utf8JsonWriter json, List<RuntimeLibrary> libraries)
    {
        var references = libraries.ToDictionary(l => l.Name, Purl, StringComparer.OrdinalIgnoreCase);
        json.WriteStartArray("dependencies");
        foreach (var library in libraries)
        {
            json.WriteStartObject();
            json.WriteString("ref", references[library.Name]);
            json.WriteStartArray("dependsOn");
            foreach (var needed in library.Dependencies.Select(d => references.GetValueOrDefault(d.Name)).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(needed);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // .NET itself: installed beside the program or, with a mark before its name, published with it.
    private static bool IsFramework(RuntimeLibrary library) => library.Name.Contains(".App.Runtime.", StringComparison.Ordinal);

    private static string NameOf(RuntimeLibrary library) => library.Name.StartsWith(PublishedFramework, StringComparison.Ordinal) ? library.Name[PublishedFramework.Length..] : library.Name;

    // What the project builds itself comes from no registry; a package of that name there would be another's.
    private static string Purl(RuntimeLibrary library) =>
        $"pkg:{(library.Type == "project" ? "generic" : "nuget")}/{Uri.EscapeDataString(NameOf(library))}@{Uri.EscapeDataString(library.Version)}";

    private static string? Sha512(RuntimeLibrary library) =>
        library.Hash is ['s', 'h', 'a', '5', '1', '2', '-', .. var base64] ? Convert.ToHexStringLower(Convert.FromBase64String(base64)) : null;
}
