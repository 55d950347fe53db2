import type { Rule } from '../detect/rule-set';

/** Texts that become objects, code or other files when they are read by the wrong program. Not written by chance. */
export const CODE_RULES: readonly Rule[] = [
  {
    id: 'template-injection',
    keywords: ['{{', '{%', '${', '#{', '<%'],
    pattern:
      /(?:\{\{|\{%|\$\{|#\{|<%=?)[^\n]{0,120}?(?:__class__|__mro__|__subclasses__|__globals__|__builtins__|__import__|\.constructor\s*\(|constructor\.constructor|getRuntime\s*\(|java\.lang\.|T\(\s*java|process\.mainModule|child_process|os\.popen|os\.system|popen\(|system\(|config\.items\(|self\._TemplateReference|cycler\.|lipsum\.|request\.application|freemarker\.template)/g,
    severity: 'high',
    score: 0.95,
    message: 'a template that reaches into the program',
  },
  {
    id: 'template-probe',
    keywords: ['7*7', "7*'7'"],
    pattern: /(?:\{\{|\$\{|#\{|<%=|\*\{)\s{0,3}7\s?\*\s?'?7'?\s{0,3}(?:\}\}|\}|%>)/g,
    severity: 'medium',
    score: 0.85,
    message: 'a probe for template injection',
  },
  {
    id: 'python-introspection',
    keywords: ['__subclasses__', '__globals__', '__builtins__', '__mro__', '__import__'],
    pattern:
      /__(?:class|base|mro)__[^\n]{0,60}__subclasses__|__subclasses__\s*\(\s*\)|__globals__\s*\[|__builtins__\s*(?:\[|\.)|__import__\s*\(\s*['"](?:os|subprocess|sys|pty|socket|shutil|builtins)['"]/g,
    severity: 'high',
    score: 0.93,
    message: 'Python that breaks out of an expression',
  },
  {
    id: 'pickle',
    keywords: ['gasv', 'gan', 'cos\nsystem', 'cposix', 'c__builtin__', 'cbuiltins'],
    pattern:
      /(?<![A-Za-z0-9+/])gA(?:SV|N[jx]|J[jx])[A-Za-z0-9+/]{16,}|\bc(?:os|posix|nt)\nsystem\n|c(?:__builtin__|builtins)\n(?:eval|exec)\n/g,
    severity: 'critical',
    score: 0.93,
    message: 'a serialised Python object',
    after: 400,
  },
  {
    id: 'serialised-object',
    keywords: ['ro0ab', 'aced0005', 'aaeaaad', 'o:'],
    pattern:
      /(?<![A-Za-z0-9+/])rO0AB[A-Za-z0-9+/]{12,}|\baced0005[0-9a-f]{12,}|AAEAAAD\/\/\/\/\/|(?:^|[;{"'\s])O:\d{1,4}:"[A-Za-z_\\]{2,100}":\d{1,4}:\{/gi,
    severity: 'critical',
    score: 0.93,
    message: 'a serialised object',
  },
  {
    id: 'yaml-object',
    keywords: ['!!python/', '!!ruby/', '!!javax', '!!java', '!<tag:yaml.org'],
    pattern:
      /!!(?:python\/(?:object|name|module|apply|class)|ruby\/(?:object|hash|struct|exception)|javax?\.[a-z]+\.|com\.sun\.)[^\s]{0,120}/g,
    severity: 'critical',
    score: 0.97,
    message: 'YAML that makes objects',
  },
  {
    id: 'type-gadget',
    keywords: ['@type', '$type', 'com.sun.', 'org.apache.', 'java.lang.', 'javax.', 'org.springframework.'],
    pattern:
      /"[@$]type"\s*:\s*"(?:com|org|java|javax|net|System|Microsoft)\.[\w.$,` =]{3,200}"|\[\s*"(?:com\.sun\.|org\.apache\.(?:commons|xalan|ibatis)|java\.lang\.(?:Runtime|ProcessBuilder)|javax\.(?:script|naming|swing)|org\.springframework\.)[\w.$]{3,200}"/g,
    severity: 'high',
    score: 0.93,
    message: 'JSON that names the class it becomes',
  },
  {
    id: 'jndi-lookup',
    keywords: ['jndi:', '${lower:', '${upper:', '${::-'],
    pattern: /\$\{\s*(?:jndi\s*:|(?:\$\{(?:lower|upper|::-|env:[^}]{0,30}:-)[^}]{0,20}\}){2,})[^}\n]{0,200}/gi,
    severity: 'critical',
    score: 0.97,
    message: 'a JNDI lookup',
  },
  {
    id: 'external-entity',
    keywords: ['<!entity'],
    pattern: /<!ENTITY\s+%?\s?[\w.-]{1,60}\s+(?:SYSTEM|PUBLIC)\s+["'][^"'\n]{1,300}/gi,
    severity: 'high',
    score: 0.93,
    message: 'an XML entity from elsewhere',
  },
  {
    id: 'spring-expression',
    keywords: ['getruntime', 'processbuilder', 'scriptenginemanager'],
    pattern:
      /(?:Runtime\s*\)?\.getRuntime\(\)|new\s+(?:java\.lang\.)?ProcessBuilder\s*\(|ScriptEngineManager\s*\(\))[^\n]{0,60}(?:exec|start|eval)/g,
    severity: 'high',
    score: 0.75,
    message: 'Java that starts a process',
  },
];

/** In a value that should be a formula or a name, any reach for the program is one too many. */
export const EXPRESSION_RULES: readonly Rule[] = [
  {
    id: 'code-evaluation',
    keywords: [
      'eval',
      'exec',
      'import',
      'require',
      'os.',
      'subprocess',
      'process.',
      'compile',
      'open(',
      'globalthis',
      'function(',
    ],
    pattern:
      /\b(?:eval|exec|compile|execfile)\s*\(\s*\S|\b__import__\b|\bimport\s+(?:os|sys|subprocess|socket|pty|shutil)\b|\brequire\s*\(\s*['"](?:node:)?(?:child_process|fs|net|os|vm)['"]|\bos\.(?:system|popen|exec\w{0,3}|remove|environ)\b|\bsubprocess\.(?:run|call|Popen|check_output)\b|\bprocess\.(?:env|exit|mainModule|binding)\b|\bopen\s*\(\s*['"]\/|\bglobalThis\s*[.[]/g,
    severity: 'high',
    score: 0.9,
    message: 'code in a value',
  },
];

/** Names through which JavaScript objects are changed for everybody. */
export const POLLUTION_RULES: readonly Rule[] = [
  {
    id: 'prototype-pollution',
    keywords: ['__proto__', 'prototype'],
    pattern:
      /["']__proto__["']\s*:|__proto__\s*(?:\[|\.\w{1,40}\s*=)|constructor["'\]]?\s*(?:\[|\.|:\s*\{)\s*["']?prototype["'\]]?\s*(?:\[|\.\w{1,40}\s*=|["']?\s*:)/g,
    severity: 'high',
    score: 0.9,
    message: 'a change of all objects (prototype pollution)',
  },
];
